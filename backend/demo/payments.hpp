// What the demonstration's investigators earned: one statement is paid, one waits for its transfer, the rest is owed.
#pragma once

#include <cstdint>

#include "backend/demo/content.hpp"
#include "backend/store/store.hpp"
#include "shared/visit/visit.hpp"

namespace constat::server::demo {

inline constexpr int kPaidVisits = 14;  // of the latest wave

// A mission with a fee that `visit` is made for, which names it from then on.
void give_paid_mission(Store& store, const Content& content, Visit& visit, int number);

// Once the visits are reviewed. Does nothing when there is a statement already.
void pay_visits(Store& store, const Content& content, std::int64_t now_ms);

}  // namespace constat::server::demo

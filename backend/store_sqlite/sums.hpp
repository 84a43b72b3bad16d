// Sums over visits and responses, kept by triggers: no way of writing a row can forget them. They follow from other rows, so
// that neither the intake log nor a snapshot holds them, and a rebuilt database must come to the same.
#pragma once

#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

// Steps of the layout: tables, triggers, and the sums of what is there.
extern const char kSums[], kResponseSums[];

inline constexpr const char* kSumTables[] = {"answer_count", "response_count", "site_score"};

}  // namespace constat::server::sqlite

// What the demonstration's investigators find to do, in windows around now.
#pragma once

#include <cstdint>

#include "backend/demo/library.hpp"
#include "backend/store/store.hpp"

namespace constat::server::demo {

// A few that nobody has yet, for whoever takes them first.
void put_open_missions(Store& store, const Content& content, const Library& library, std::int64_t now_ms);
// Each investigator with an account always has something to do.
void put_missions(Store& store, const Content& content, const Library& library, std::int64_t now_ms);

}  // namespace constat::server::demo

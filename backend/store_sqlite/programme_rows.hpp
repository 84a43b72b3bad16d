// What programmes say of the organisation's visits, where rows of it are read.
#pragma once

#include "backend/store/records.hpp"
#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

// Fills Organisation::review_by_wave.
void add_review_by_wave(Database& database, Organisation& organisation);

}  // namespace constat::server::sqlite

// Leaves no byte of what was redacted or erased in the files of a database and beside it: Store::scrub().
#pragma once

#include <filesystem>

#include "backend/store_sqlite/database.hpp"
#include "backend/store_sqlite/log_keeper.hpp"

namespace constat::server::sqlite {

// On the writing connection, outside a transaction. A crash at any point leaves database and log in step and the scrub wanted.
// Throws StoreFailure, also when a reader keeps an earlier moment open for too long.
void scrub(Database& database, const std::filesystem::path& file, LogKeeper& log);

}  // namespace constat::server::sqlite

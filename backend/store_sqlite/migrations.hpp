// Brings a database to the newest layout: numbered steps, forward only, each in its transaction, after a copy of the file.
#pragma once

#include <filesystem>

#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

// Throws StoreFailure, also when the file was made by a newer version. The copy is "<file>.before-<n>".
void migrate(Database& database, const std::filesystem::path& file);

int newest_layout();

}  // namespace constat::server::sqlite

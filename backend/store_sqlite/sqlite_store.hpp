// The store over one SQLite file. The caller holds the lock of the data directory (backend/platform/data_lock.hpp).
#pragma once

#include <filesystem>
#include <memory>

#include "backend/store/store.hpp"

namespace constat::server {

// Opens or creates `file` and brings it to the newest layout. Throws StoreFailure.
std::unique_ptr<Store> open_sqlite_store(const std::filesystem::path& file);

}  // namespace constat::server

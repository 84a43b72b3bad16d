// The store over one SQLite file. The caller holds the lock of the data directory (backend/platform/data_lock.hpp).
#pragma once

#include <filesystem>
#include <memory>

#include "backend/platform/clock.hpp"
#include "backend/platform/files.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

// Opens or creates `file` and brings it to the newest layout, in step with the intake log that stands beside it in
// "intake", and with the persons' keys in "keys". `vfs`: SQLite's file system by name, null for the system's; tests
// inject faults through their own, and through `files` for log and keys. Throws StoreFailure.
std::unique_ptr<Store> open_sqlite_store(const std::filesystem::path& file, const char* vfs = nullptr,
                                         Files& files = posix_files(), Clock clock = system_clock());

}  // namespace constat::server

// After data went back in time: every organisation gets a new epoch, so that phones pull all again and send again what they
// keep.
#pragma once

#include <cstddef>
#include <filesystem>

namespace constat::server::recovery {

// How many organisations. Throws StoreFailure, FileFailure, DataDirectoryBusy.
std::size_t give_new_epochs(const std::filesystem::path& data);

}  // namespace constat::server::recovery

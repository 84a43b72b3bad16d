// After data went back in time: persons who were erased since are erased again.
#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>

namespace constat::server::recovery {

// Those of `marks` (backend/erasure/erasure_list.hpp) who have an account in `data`; how many they were. Their names, words and
// photos are in no file of `data` when it returns. Throws StoreFailure, FileFailure, DataDirectoryBusy.
std::size_t erase_again(const std::filesystem::path& data, const std::set<std::string>& marks);

}  // namespace constat::server::recovery

// Who was erased, as a file beside the data and beside every place of backups: "erased.txt", one mark a line
// (shared/sync/erasure_mark.hpp), sorted. It names nobody. Whoever restores an older backup erases these persons again.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "backend/store/store.hpp"

namespace constat::server {

inline constexpr const char* kErasureList = "erased.txt";

// Those that the file names; none when it is missing. Throws FileFailure when it cannot be read.
std::set<std::string> read_erasure_list(const std::filesystem::path& file);
// Adds to what the file names. Durable when it returns. Throws FileFailure.
void add_to_erasure_list(const std::filesystem::path& file, const std::set<std::string>& marks);

// Brings the list in `data` and those of the places that backups were made to up to date. Returns the places that are not there
// now; the next backup made there notes it. Throws StoreFailure, FileFailure for the list in `data`.
std::vector<std::string> note_erasures(Store& store, const std::filesystem::path& data);

}  // namespace constat::server

// Files that are copied so that the copy can be relied on: synced, and read back.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace constat::server::recovery {

struct FileFacts {
  std::uint64_t bytes = 0;
  std::string sha256;
};

FileFacts facts_of(const std::filesystem::path& file);  // reads it whole, piece by piece; throws FileFailure

// A new file of mode 0600 with the bytes of `from`, synced; its name is durable after the folder's sync. Returns what was
// read. Throws FileFailure.
FileFacts copy_durably(const std::filesystem::path& from, const std::filesystem::path& to);

// Regular files below `folder`, as paths relative to it, sorted; none when it is missing.
std::vector<std::string> files_below(const std::filesystem::path& folder);

void make_folder(const std::filesystem::path& folder);       // and those above it, mode 0700
void sync_folders(const std::filesystem::path& folder);      // it and every folder below
bool is_missing_or_empty(const std::filesystem::path& folder);

}  // namespace constat::server::recovery

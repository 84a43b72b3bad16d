// A data directory as a killed server leaves it: the same bytes, while the server that wrote them goes on.
#pragma once

#include <filesystem>

namespace constat::test {

inline void copy_folder(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
  std::filesystem::remove(to / "constat.sqlite-shm");
}

// Changes one byte in the middle of a file.
void damage(const std::filesystem::path& file);

}  // namespace constat::test

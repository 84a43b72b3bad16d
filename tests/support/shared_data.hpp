// Real data that nobody in the project wrote; it stands outside the repository. Tests skip with a word without it.
#pragma once

#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace constat::test {

inline std::optional<std::string> read_text_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

// A file of the repository; its absence fails the test.
inline std::string read_source_file(const std::string& name) {
  const std::string path = std::string(CONSTAT_SOURCE_DIR) + "/" + name;
  const std::optional<std::string> content = read_text_file(path);
  INFO(path);
  REQUIRE(content.has_value());
  return *content;
}

// Where the folder is: $CONSTAT_SHARED_DATA, else ../shared/data beside the repository.
inline std::string shared_data_path(const std::string& name) {
  const char* folder = std::getenv("CONSTAT_SHARED_DATA");
  return (folder ? std::string(folder) : std::string(CONSTAT_SOURCE_DIR) + "/../shared/data") + "/" + name;
}

inline std::string shared_data_or_skip(const std::string& name) {
  const std::optional<std::string> content = read_text_file(shared_data_path(name));
  if (!content) SKIP("the folder of real data is absent: " + shared_data_path(name));
  return *content;
}

}  // namespace constat::test

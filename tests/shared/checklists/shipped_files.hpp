// The files that Constat ships, found from the source folder.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/shared_data.hpp"

namespace constat::test {

inline std::filesystem::path source_path(const std::string& relative) {
  return std::filesystem::path(CONSTAT_SOURCE_DIR) / relative;
}

// Ids of the shipped checklists, sorted: the file names of checklists/ without the schema.
inline std::vector<std::string> shipped_checklists() {
  std::vector<std::string> ids;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("checklists"))) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() == ".json" && name != "checklist.schema.json") ids.push_back(entry.path().stem().string());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

inline std::string checklist_json(const std::string& id) { return read_source_file("checklists/" + id + ".json"); }

inline std::string golden_json(const std::string& name, const std::string& file) {
  return read_source_file("tests/golden/visits/" + name + "/" + file);
}

// Names of the golden cases, sorted: the folders of tests/golden/visits.
inline std::vector<std::string> golden_visits() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("tests/golden/visits"))) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace constat::test

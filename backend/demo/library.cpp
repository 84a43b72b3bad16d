#include "backend/demo/library.hpp"

#include <algorithm>

#include "backend/intake/checklist_cache.hpp"
#include "backend/platform/data_directory.hpp"
#include "shared/checklist/parse.hpp"

namespace constat::server::demo {

Result<Library> load_library(const std::filesystem::path& folder, const Content& content) {
  Library library;
  std::vector<std::string> wanted;
  for (const DemoSite& site : content.sites) wanted.insert(wanted.end(), site.checklists.begin(), site.checklists.end());
  for (const Scenario& scenario : content.scenarios) wanted.push_back(scenario.checklist);
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  for (const std::string& id : wanted) {
    const auto file = folder / (id + ".json");
    const std::string json = read_file(file);
    auto checklist = parse_checklist(json);
    if (!checklist) return failure(ErrorCode::invalid, "cli.serve.demo_content", {}, file.string());
    library.records.push_back(record_of(*checklist, json));
    library.checklists.push_back(std::move(*checklist));
  }
  return library;
}

std::vector<const DemoPerson*> investigators(const Content& content) {
  std::vector<const DemoPerson*> list;
  for (const DemoPerson& person : content.people)
    if (person.role == Role::investigator) list.push_back(&person);
  return list;
}

}  // namespace constat::server::demo

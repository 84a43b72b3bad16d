#include "backend/cli/checklist_set.hpp"

#include "backend/cli/files.hpp"
#include "shared/checklist/parse.hpp"

namespace constat {

bool ChecklistSet::load(const std::string& path, Console& console) {
  const Result<std::string> content = read_input(path);
  if (!content) {
    report_error(console, content.error());
    return false;
  }
  Parsed<Checklist> checklist = parse_checklist(*content);
  if (!checklist) {
    report_problems(console, path, checklist.error());
    return false;
  }
  add(std::move(*checklist));
  return true;
}

void ChecklistSet::add(Checklist checklist) {
  const std::pair<std::string, std::int64_t> key(checklist.id.value, checklist.version);
  by_version_.insert_or_assign(key, std::move(checklist));
}

const Checklist* ChecklistSet::find(const Visit& visit) const {
  const auto found = by_version_.find({visit.checklist.value, visit.checklist_version});
  return found == by_version_.end() ? nullptr : &found->second;
}

Problem ChecklistSet::not_found(const Visit& visit) const {
  const Checklist& other = by_version_.begin()->second;
  return {"checklist",
          "wrong-checklist",
          {visit.checklist.value, std::to_string(visit.checklist_version), other.id.value,
           std::to_string(other.version)}};
}

}  // namespace constat

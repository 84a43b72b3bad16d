// The checklists that a command was given, by id and version.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backend/cli/command.hpp"
#include "shared/checklist/checklist.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

class ChecklistSet {
 public:
  // Reads one file and reports its problems; false when it has any.
  bool load(const std::string& path, Console& console);
  void add(Checklist checklist);

  bool empty() const { return by_version_.empty(); }
  // The checklist that a visit answers.
  const Checklist* find(const Visit& visit) const;
  // "wrong-checklist", naming what the visit answers and a checklist of the set.
  Problem not_found(const Visit& visit) const;

 private:
  std::map<std::pair<std::string, std::int64_t>, Checklist> by_version_;
};

}  // namespace constat

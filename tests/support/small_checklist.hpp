// Small checklists from the JSON of their items, for table-driven tests. Item n is called "i<n>", sections "s<n>"; prompts
// and labels are filled in. Grades are A from 90, B from 75, C from 0.
#pragma once

#include <string>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/scoring/score.hpp"
#include "shared/visit/visit.hpp"

namespace constat::test {

struct SmallRules {
  std::string mode = "points";
  std::string critical_policy = "\"flag\"";
  std::string pass_mark = {};  // empty: none
};

// `items` per section; `weights` and `marks` per section, "" or absent: default.
Checklist checklist_of(const SmallRules& rules, const std::vector<std::vector<std::string>>& items,
                       const std::vector<std::string>& weights = {}, const std::vector<std::string>& marks = {});

// Answers in reading order: JSON values, "na", or "" for a blank.
Visit visit_of(const Checklist& checklist, const std::vector<std::string>& answers);

// One section of items with these answers, scored.
VisitScore score_of(const SmallRules& rules, const std::vector<std::string>& items, const std::vector<std::string>& answers);

}  // namespace constat::test

// What the parts of the linter share. Private to shared/lint.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/lint/lint.hpp"
#include "shared/lint/situations.hpp"
#include "shared/scoring/score.hpp"

namespace constat {

class LintContext {
 public:
  explicit LintContext(const Checklist& list) : checklist(list), situations(list) {}

  const Checklist& checklist;
  Situations situations;
  std::vector<Finding> findings;

  void report(Finding::Severity severity, std::string code, std::string path, std::vector<std::string> args, Answers example);

  // Scores the visit, as long as there is work left for that; none once it is used up.
  std::optional<VisitScore> score(const Visit& visit);
  bool may_score() const { return scorings_left_ >= checklist.item_count(); }

  // Answers that bring the item on screen; none when nothing does or none were found. Found once.
  const std::optional<Answers>& way_to(ItemRef ref);

 private:
  std::vector<std::vector<std::optional<std::optional<Answers>>>> ways_;  // by section and item
  std::size_t scorings_left_ = 1'000'000;                                  // of one item each
};

std::string path_of(ItemRef ref);              // "sections[0].items[2]"
std::string section_path(std::size_t section);
std::string check_path(std::size_t check);

// Calls `use(ref, item)` for every item in reading order.
template <class Use>
void for_each_item(const Checklist& checklist, Use use) {
  for (std::size_t s = 0; s < checklist.sections.size(); ++s) {
    const std::vector<Item>& items = checklist.sections[s].items;
    for (std::size_t i = 0; i < items.size(); ++i) use(ItemRef{s, i}, items[i]);
  }
}

void lint_conditions(LintContext& context);  // visible_if, critical.when, evidence
void lint_checks(LintContext& context);
void lint_points(LintContext& context);      // bands, sections that stay below 100 %
void lint_weights(LintContext& context);     // what dominates, what N/A lifts
void lint_texts(LintContext& context);       // length
void lint_languages(LintContext& context);

}  // namespace constat

#include "shared/lint/lint.hpp"

#include <algorithm>

#include "shared/base/json.hpp"
#include "shared/lint/rules.hpp"

namespace constat {

std::string path_of(ItemRef ref) { return section_path(ref.section) + ".items[" + std::to_string(ref.item) + "]"; }
std::string section_path(std::size_t section) { return "sections[" + std::to_string(section) + "]"; }
std::string check_path(std::size_t check) { return "checks[" + std::to_string(check) + "]"; }

void LintContext::report(Finding::Severity severity, std::string code, std::string path, std::vector<std::string> args, Answers example) {
  findings.push_back({severity, std::move(code), std::move(path), std::move(args), std::move(example)});
}

std::optional<VisitScore> LintContext::score(const Visit& visit) {
  if (!may_score()) return std::nullopt;
  scorings_left_ -= checklist.item_count();
  return score_visit(checklist, visit);
}

const std::optional<Answers>& LintContext::way_to(ItemRef ref) {
  if (ways_.empty()) {
    for (const Section& section : checklist.sections) ways_.emplace_back(section.items.size());
  }
  auto& way = ways_[ref.section][ref.item];
  if (way) return *way;
  way.emplace();
  const Item& item = checklist.at(ref);
  situations.explore({&item.visible_if}, {}, nullptr, [&](const Situation& situation) {
    if (!item.visible_if.is_true(situation, item.id.value)) return true;
    way->emplace(situation.answers());
    return false;
  });
  return *way;
}

namespace {

// "sections[2].items[10]" stands behind "sections[2].items[9]".
bool stands_before(const std::string& a, const std::string& b) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (!is_digit(a[i]) || !is_digit(b[j])) {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i, ++j;
      continue;
    }
    std::size_t end_a = i, end_b = j;
    while (end_a < a.size() && is_digit(a[end_a])) ++end_a;
    while (end_b < b.size() && is_digit(b[end_b])) ++end_b;
    if (end_a - i != end_b - j) return end_a - i < end_b - j;
    const int order = a.compare(i, end_a - i, b, j, end_b - j);
    if (order != 0) return order < 0;
    i = end_a, j = end_b;
  }
  return a.size() - i < b.size() - j;
}

}  // namespace

std::vector<Finding> lint(const Checklist& checklist) {
  LintContext context(checklist);
  lint_conditions(context);
  lint_checks(context);
  lint_points(context);
  lint_weights(context);
  lint_texts(context);
  lint_languages(context);
  std::stable_sort(context.findings.begin(), context.findings.end(),
                   [](const Finding& a, const Finding& b) { return stands_before(a.path, b.path); });
  return std::move(context.findings);
}

std::string_view to_string(Finding::Severity severity) {
  switch (severity) {
    case Finding::Severity::error: return "error";
    case Finding::Severity::warning: return "warning";
    case Finding::Severity::note: return "note";
  }
  return "note";
}

std::string describe(Language language, const Finding& finding) { return text(language, "lint." + finding.code, finding.args); }

std::string write_finding(Language language, const Checklist& checklist, const Finding& finding) {
  std::string answers;
  for (const auto& [item, answer] : finding.example) {
    answers += (answers.empty() ? "" : ",") + json_quoted(item) + ":" + write_answer(answer);
  }
  std::string args;
  for (const std::string& arg : finding.args) args += (args.empty() ? "" : ",") + json_quoted(arg);
  return "{\"checklist\":{\"id\":" + json_quoted(checklist.id.value) + ",\"version\":" + std::to_string(checklist.version) +
         "},\"severity\":" + json_quoted(to_string(finding.severity)) + ",\"code\":" + json_quoted(finding.code) +
         ",\"path\":" + json_quoted(finding.path) + ",\"args\":[" + args + "],\"message\":" + json_quoted(describe(language, finding)) +
         ",\"example\":{" + answers + "}}";
}

}  // namespace constat

#include <algorithm>

#include "shared/checklist/parse_context.hpp"

namespace constat {
namespace {

constexpr NamedValue<ScoringMode> kModes[] = {{"points", ScoringMode::points}, {"weighted", ScoringMode::weighted}};
constexpr NamedValue<CriticalPolicy::Kind> kPolicies[] = {{"flag", CriticalPolicy::Kind::flag},
                                                          {"zero", CriticalPolicy::Kind::zero}};

// "flag", "zero" or {"cap": percent}.
CriticalPolicy read_policy(const Json& value, const std::string& path, ParseContext& context) {
  CriticalPolicy policy;
  if (value.is(JsonKind::object)) {
    policy.kind = CriticalPolicy::Kind::cap;
    JsonReader reader(value, path, context.problems);
    if (const Json* cap = reader.required("cap")) {
      policy.cap = read_percent(*cap, reader.path_of("cap"), context.problems).value_or(MicroPercent{});
    }
    reader.refuse_others();
    return policy;
  }
  const auto row = std::find_if(std::begin(kPolicies), std::end(kPolicies), [&](const auto& candidate) {
    return value.is(JsonKind::string) && candidate.name == value.text;
  });
  if (row == std::end(kPolicies)) {
    context.problems.push_back({path, "unknown-critical-policy", {write_json(value)}});
  } else {
    policy.kind = row->value;
  }
  return policy;
}

Grade read_grade(const Json& value, const std::string& path, ParseContext& context) {
  Grade grade;
  JsonReader reader(value, path, context.problems);
  if (const Json* id = reader.required("id", JsonKind::string)) {
    // Grades are written "A" or "B" as often as "excellent": any short text without spaces.
    grade.id = GradeId(id->text);
    const bool good = !id->text.empty() && id->text.size() <= 64 &&
                      std::all_of(id->text.begin(), id->text.end(), [](char c) { return c > ' ' && c != 0x7f; });
    if (!good) reader.report("id", "bad-grade-id", {id->text});
  }
  grade.label = required_localized(reader, "label", context);
  if (const Json* from = reader.required("from")) {
    grade.from = read_percent(*from, reader.path_of("from"), context.problems).value_or(MicroPercent{-1});
  }
  reader.refuse_others();
  return grade;
}

std::vector<Grade> read_grades(const Json& list, const std::string& path, ParseContext& context) {
  std::vector<Grade> grades;
  bool has_zero = false;
  bool all_read = true;
  for (std::size_t i = 0; i < list.elements.size(); ++i) {
    const std::string here = element_path(path, i);
    Grade grade = read_grade(list.elements[i], here, context);
    const Json* from = list.elements[i].find("from");
    const bool readable = from != nullptr && grade.from.value >= 0;
    all_read = all_read && readable;
    has_zero = has_zero || (readable && grade.from.value == 0);
    for (const Grade& other : grades) {
      if (readable && other.from == grade.from) {
        context.problems.push_back({member_path(here, "from"), "grades-equal", {from->text, other.id.value}});
      }
      if (!grade.id.empty() && other.id == grade.id) {
        context.problems.push_back({member_path(here, "id"), "duplicate-id", {grade.id.value, path}});
      }
    }
    grades.push_back(std::move(grade));
  }
  if (!has_zero && all_read) context.problems.push_back({path, "grades-without-zero", {}});
  std::stable_sort(grades.begin(), grades.end(), [](const Grade& a, const Grade& b) { return b.from < a.from; });
  return grades;
}

}  // namespace

ScoringRules read_rules(const Json& value, const std::string& path, ParseContext& context) {
  ScoringRules rules;
  JsonReader reader(value, path, context.problems);
  if (const Json* mode = reader.required("mode")) {
    rules.mode = read_word(*mode, reader.path_of("mode"), kModes, context.problems).value_or(ScoringMode::points);
  }
  if (const Json* policy = reader.optional("critical_policy")) {
    rules.critical_policy = read_policy(*policy, reader.path_of("critical_policy"), context);
  }
  if (const Json* mark = reader.optional("pass_mark")) {
    rules.pass_mark = read_percent(*mark, reader.path_of("pass_mark"), context.problems);
  }
  if (const Json* grades = reader.optional("grades", JsonKind::array)) {
    rules.grades = read_grades(*grades, reader.path_of("grades"), context);
  }
  reader.refuse_others();
  return rules;
}

}  // namespace constat

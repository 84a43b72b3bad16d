#include "shared/sync/score_summary.hpp"

#include <cmath>
#include <cstdlib>

#include "shared/scoring/visit_status.hpp"
#include "shared/sync/score_summary_json.hpp"

namespace constat {
namespace {

Json percent_json(const std::optional<MicroPercent>& percent) {
  return percent ? Json::of_number(to_string(*percent)) : Json();
}

// False when the member is there but no percentage.
bool read_percent(const Json& object, std::string_view name, std::optional<MicroPercent>& out) {
  const Json* value = json_fields::member(object, name);
  if (!value) return true;
  if (!value->is(JsonKind::number)) return false;
  const double percent = std::strtod(value->text.c_str(), nullptr);
  if (!(std::abs(percent) <= 1e6)) return false;
  out = MicroPercent{std::llround(percent * 1e6)};
  return true;
}

}  // namespace

ScoreSummary summarize(const VisitScore& score) {
  ScoreSummary summary;
  summary.status = score.status;
  summary.score = score.score;
  summary.uncapped = score.uncapped;
  if (score.grade) summary.grade = score.grade->value;
  summary.passed = score.passed;
  return summary;
}

Json score_summary_json(const ScoreSummary& summary) {
  Json object = Json::object();
  object.add("scoring_version", Json::of_integer(summary.scoring_version))
      .add("status", Json::of_text(to_string(summary.status)))
      .add("score", percent_json(summary.score))
      .add("uncapped", percent_json(summary.uncapped))
      .add("grade", json_fields::text_or_null(summary.grade))
      .add("passed", summary.passed ? Json::of_bool(*summary.passed) : Json());
  return object;
}

std::optional<ScoreSummary> read_score_summary(const Json& object) {
  const auto version = json_fields::integer(object, "scoring_version");
  const auto status_name = json_fields::text(object, "status");
  if (!version || *version < 1 || *version > 1'000'000 || !status_name) return std::nullopt;
  ScoreSummary summary;
  summary.scoring_version = static_cast<int>(*version);
  bool known = false;
  for (const auto& [status, name] : kVisitStatusNames) {
    if (*status_name != name) continue;
    summary.status = status;
    known = true;
  }
  if (!known || !read_percent(object, "score", summary.score) || !read_percent(object, "uncapped", summary.uncapped))
    return std::nullopt;
  summary.grade = json_fields::text(object, "grade");
  summary.passed = json_fields::boolean(object, "passed");
  return summary;
}

// Written for each visit several times: the canonical text member by member, in the order of their names.
std::string write_score_summary(const ScoreSummary& summary) {
  const auto percent = [](const std::optional<MicroPercent>& value) { return canonical_json(percent_json(value)); };
  std::string out = "{\"grade\":";
  out += summary.grade ? json_quoted(*summary.grade) : "null";
  out.append(",\"passed\":").append(!summary.passed ? "null" : *summary.passed ? "true" : "false");
  out.append(",\"score\":").append(percent(summary.score));
  out.append(",\"scoring_version\":").append(std::to_string(summary.scoring_version));
  out.append(",\"status\":").append(json_quoted(to_string(summary.status)));
  out.append(",\"uncapped\":").append(percent(summary.uncapped));
  return out + "}";
}

std::optional<ScoreSummary> parse_score_summary(std::string_view json) {
  return read_score_summary(json_fields::parse(json));
}

}  // namespace constat

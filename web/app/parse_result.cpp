#include "shared/checklist/parse.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_comparison.hpp"
#include "web/app/parse_documents.hpp"

namespace constat::app {
namespace {

std::vector<Problem> read_problems(const Json& score) {
  std::vector<Problem> problems;
  const Json* array = array_of(score, "problems");
  if (!array) return problems;
  for (const Json& entry : array->elements) {
    Problem problem{text_of(entry, "path"), text_of(entry, "code"), {}};
    if (const Json* args = array_of(entry, "args"))
      for (const Json& arg : args->elements) problem.args.push_back(arg.text);
    problems.push_back(std::move(problem));
  }
  return problems;
}

// The score of `constat score` has no scoring_version member of its own; the summary's other members are the same.
std::optional<ScoreSummary> read_full_score(const Json& score) {
  Json summary = Json::object();
  for (const char* name : {"status", "score", "uncapped", "grade", "passed"})
    if (const Json* value = score.find(name)) summary.add(name, *value);
  const Json* version = score.find("scoring_version");
  summary.add("scoring_version", version ? *version : Json::of_integer(kScoringVersion));
  return parse_score_summary(write_json(summary));
}

}  // namespace

VisitResult read_result(const Json& body) {
  VisitResult out;
  out.id = text_of(body, "id");
  out.received_at = text_of(body, "received_at");
  out.status = text_of(body, "status");
  if (const Json* person = object_of(body, "investigator")) out.investigator = text_of(*person, "name");
  if (const Json* site = object_of(body, "site")) out.site = read_site(*site);
  if (const Json* json = object_of(body, "checklist"))
    if (auto checklist = parse_checklist(write_json(*json))) out.checklist = std::move(*checklist);
  if (const Json* json = object_of(body, "visit"))
    if (auto visit = parse_visit(write_json(*json))) out.visit = std::move(*visit);
  if (const Json* score = object_of(body, "score")) {
    out.server_score = read_full_score(*score);
    out.problems = read_problems(*score);
  }
  out.device_score = read_score(body, "device_score");
  out.score_differs = bool_of(body, "score_differs");
  return out;
}

}  // namespace constat::app

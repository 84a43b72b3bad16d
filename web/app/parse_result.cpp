#include "shared/checklist/parse.hpp"
#include "shared/sync/submission.hpp"
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

ShownPhotos read_photos(const Json& body) {
  ShownPhotos photos;
  const Json* list = array_of(body, "photos");
  if (!list) return photos;
  for (const Json& entry : list->elements) {
    ShownPhoto photo;
    photo.taken_at = text_of(entry, "taken_at");
    photo.width = number_of(entry, "width").value_or(0);
    photo.height = number_of(entry, "height").value_or(0);
    photo.missing = text_of(entry, "received_at").empty();
    if (const std::string flaw = text_of(entry, "flaw"); !flaw.empty()) photo.flaws.push_back(flaw);
    photos[text_of(entry, "sha256")] = std::move(photo);
  }
  return photos;
}

VisitBody read_body(const Json& entry) {
  VisitBody body;
  body.sha256 = text_of(entry, "sha256");
  body.received_at = text_of(entry, "received_at");
  body.sender = text_of(entry, "sender");
  body.revision = integer_of(entry, "revision").value_or(1);
  if (const Json* json = object_of(entry, "body"))
    if (auto submission = parse_submission(write_json(*json))) {
      body.visit = std::move(submission->visit);
      body.score = std::move(submission->device_score);
    }
  return body;
}

// Those who are judged do not learn who came: the server leaves out what a visit cannot do without.
std::optional<Visit> read_visit_of_result(Json json) {
  if (!json.find("investigator")) json.add("investigator", Json::of_text("-"));
  auto visit = parse_visit(write_json(json));
  return visit ? std::optional<Visit>(std::move(*visit)) : std::nullopt;
}

}  // namespace

VisitResult read_result(const Json& body) {
  VisitResult out;
  out.id = text_of(body, "id");
  out.sha256 = text_of(body, "sha256");
  if (text_of(body, "decision") != "accept") out.quarantined = text_of(body, "quarantined");
  out.received_at = text_of(body, "received_at");
  out.status = text_of(body, "status");
  out.revision = integer_of(body, "revision").value_or(1);
  if (const Json* person = object_of(body, "investigator")) out.investigator = text_of(*person, "name");
  if (const Json* site = object_of(body, "site")) out.site = read_site(*site);
  if (const Json* json = object_of(body, "checklist"))
    if (auto checklist = parse_checklist(write_json(*json))) out.checklist = std::move(*checklist);
  if (const Json* json = object_of(body, "visit")) out.visit = read_visit_of_result(*json);
  if (const Json* corrections = array_of(body, "corrections"); corrections && out.visit)
    for (const Json& entry : corrections->elements) {
      const Json* json = object_of(entry, "answer");
      auto answer = json ? parse_answer(write_json(*json)) : Parsed<Answer>(tl::unexpected(std::vector<Problem>{}));
      if (!answer) continue;
      Answer& now = out.visit->answers[text_of(entry, "item")];
      out.before_appeal.emplace(text_of(entry, "item"), now);
      now.value = std::move(answer->value);
    }
  if (const Json* score = object_of(body, "score")) {
    out.server_score = read_full_score(*score);
    out.problems = read_problems(*score);
  }
  out.device_score = read_score(body, "device_score");
  out.photos = read_photos(body);
  out.score_differs = bool_of(body, "score_differs");
  out.is_official = bool_of(body, "official");
  if (const Json* conflicts = array_of(body, "conflicts"))
    for (const Json& entry : conflicts->elements) {
      VisitBody& other = out.others.emplace_back(read_body(entry));
      if (out.checklist && other.visit) other.trace = score_visit(*out.checklist, *other.visit);
    }
  return out;
}

}  // namespace constat::app

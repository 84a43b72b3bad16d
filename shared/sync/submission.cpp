#include "shared/sync/submission.hpp"

#include "shared/sync/json_fields.hpp"
#include "shared/sync/score_summary_json.hpp"
#include "shared/visit/visit_json.hpp"

namespace constat {
namespace {

constexpr const char* kFormat = "constat.submission/1";

}  // namespace

Parsed<Submission> parse_submission(std::string_view json) {
  const Json document = json_fields::parse(json);
  if (!document.is(JsonKind::object)) return tl::unexpected(Problems{{"", "submission-not-json", {}}});
  Problems problems;
  const std::string format = json_fields::text_or(document, "format");
  if (format != kFormat) problems.push_back({"format", "submission-format", {format, kFormat}});

  Submission submission;
  if (const auto* visit = json_fields::member(document, "visit"); !visit || !visit->is(JsonKind::object)) {
    problems.push_back({"visit", "submission-without-visit", {}});
  } else if (auto parsed = read_visit(*visit)) {
    submission.visit = std::move(*parsed);
  } else {
    for (Problem& problem : parsed.error()) {
      problem.path = problem.path.empty() ? "visit" : "visit." + problem.path;
      problems.push_back(std::move(problem));
    }
  }
  if (const auto* photos = json_fields::member(document, "photos"); photos && check_kind(*photos, JsonKind::array, "photos", problems))
    for (std::size_t i = 0; i < photos->elements.size(); ++i)
      submission.photos.push_back(read_photo_facts(photos->elements[i], element_path("photos", i), problems));
  if (!problems.empty()) return tl::unexpected(std::move(problems));

  if (const auto* score = json_fields::member(document, "device_score"))
    submission.device_score = read_score_summary(*score);
  if (const auto* app = json_fields::member(document, "app"))
    submission.app_version = json_fields::text_or(*app, "version");
  return submission;
}

std::string write_submission(const Submission& submission) {
  Json document = Json::object();
  document.add("format", Json::of_text(kFormat))
      .add("visit", json_fields::parse(write_visit(submission.visit)))
      .add("device_score", submission.device_score ? score_summary_json(*submission.device_score) : Json())
      .add("app", Json::object().add("version", Json::of_text(submission.app_version)));
  // Written only when there is one: submissions without photos keep the bytes that they always had.
  if (!submission.photos.empty()) {
    Json photos = Json::array();
    for (const PhotoFacts& facts : submission.photos) photos.push(photo_facts_json(facts));
    document.add("photos", std::move(photos));
  }
  return canonical_json(document);
}

}  // namespace constat

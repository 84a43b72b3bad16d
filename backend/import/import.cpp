#include "backend/import/import.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "backend/administration/site_file.hpp"
#include "backend/insight/survey_intake.hpp"
#include "shared/base/sha256.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/scoring/score.hpp"
#include "shared/survey/survey.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kPushesAtOnce = 256;
constexpr std::string_view kSubmissionFormat = "constat.submission/1";

Parsed<Submission> read_visit(std::string_view record) {
  if (record.find(kSubmissionFormat) != std::string_view::npos) return parse_submission(record);
  auto visit = parse_visit(record);
  if (!visit) return tl::unexpected(std::move(visit.error()));
  return Submission{std::move(*visit), std::nullopt, "import"};
}

// An address of no use but as a key: two names that look alike ("inv 7", "inv-7") must not share one.
std::string made_up_email(const UserId& investigator, const OrganisationId& organisation) {
  return id_from(investigator.value) + "." + sha256_hex(investigator.value).substr(0, 8) + "@" + organisation.value + ".invalid";
}

// That it is set aside and why; for answers that the checklist does not take, which.
std::vector<Problem> why_set_aside(Reader& reader, ChecklistCache& checklists, const Visit& visit) {
  std::string reason;
  for (const Revision& revision : reader.revisions(visit.id)) reason = revision.quarantined.value_or(reason);
  std::vector<Problem> problems{{"", "visit-quarantined", {visit.id.value, reason}}};
  const auto record = reader.checklist(visit.checklist, visit.checklist_version);
  const auto checklist = record ? checklists.get(*record) : nullptr;
  if (!checklist) return problems;
  const VisitScore score = score_visit(*checklist, visit);
  problems.insert(problems.end(), score.problems.begin(), score.problems.end());
  return problems;
}

}  // namespace

Result<OrganisationId> find_or_make_organisation(Store& store, std::string_view name, std::string_view fallback) {
  const auto all = store.accounts()->organisations();
  for (const Organisation& organisation : all)
    if (organisation.name == name || organisation.id.value == name) return organisation.id;
  if (name.empty() && all.size() == 1) return all.front().id;
  if (name.empty() && !all.empty()) return failure(ErrorCode::invalid, "cli.import.which_organisation");
  const std::string_view wanted = name.empty() ? fallback : name;
  std::string id = id_from(wanted);
  for (int n = 2; std::any_of(all.begin(), all.end(), [&](const Organisation& o) { return o.id.value == id; }); ++n)
    id = id_from(wanted) + "-" + std::to_string(n);
  store.create_organisation({OrganisationId(id), std::string(wanted), false, random_id("e"), ""});
  return OrganisationId(id);
}

void Importer::checklist(const InputFile& file) {
  const auto checklist = parse_checklist(file.content);
  if (!checklist) return sink_(file.name, checklist.error());
  const ChecklistRecord record = record_of(*checklist, file.content);
  const auto present = application_.store().read(organisation_)->checklist(record.id, record.version);
  if (present && present->hash != record.hash)
    return sink_(file.name, {{"version", "checklist-published", {record.id.value, std::to_string(record.version)}}});
  application_.store().write(organisation_, [&](Writer& writer) { writer.put_checklist(record); });
  ++counts_.checklists;
}

void Importer::sites(const InputFile& file) {
  const SiteFile taken = import_sites(application_.store(), organisation_, file.content, false);
  // Tables from other programs have more columns; that alone makes no import fail.
  for (const SiteFileProblem& each : taken.problems)
    if (each.problem.code != "site-column-unknown") sink_(each.row == 0 ? file.name : file.name + ":" + std::to_string(each.row), {each.problem});
  counts_.sites += static_cast<std::int64_t>(taken.rows.size());
}

void Importer::make_what_visits_name(const std::vector<Submission>& submissions) {
  application_.store().write(organisation_, [&](Writer& writer) {
    std::map<std::string, std::string> waves;  // id -> first day
    for (const Submission& submission : submissions) {
      const Visit& visit = submission.visit;
      if (!writer.site(visit.site)) writer.put_site({visit.site, visit.site.value, "", "", {}, std::nullopt});
      if (!writer.user(visit.investigator) && !writer.is_erased(visit.investigator)) {
        // Known by name only: without a password nobody can sign in as them.
        writer.put_user({organisation_, visit.investigator, made_up_email(visit.investigator, organisation_),
                         visit.investigator.value, Role::investigator, "fr", "", false});
      }
      if (visit.wave.empty()) continue;
      const std::string day = visit.started_at.substr(0, 10);
      const auto [known, is_new] = waves.emplace(visit.wave.value, day);
      if (!is_new) known->second = std::min(known->second, day);
    }
    for (const Wave& wave : writer.waves()) waves.erase(wave.id.value);
    for (const auto& [id, day] : waves) writer.put_wave({WaveId(id), id, day, ""});
  });
}

void Importer::visits(const std::vector<InputFile>& records) {
  std::vector<Submission> submissions;
  std::vector<std::string> places;
  for (const InputFile& record : records) {
    auto submission = read_visit(record.content);
    if (!submission) {
      sink_(record.name, submission.error());
      continue;
    }
    submissions.push_back(std::move(*submission));
    places.push_back(record.name);
  }
  make_what_visits_name(submissions);
  for (std::size_t from = 0; from < submissions.size(); from += kPushesAtOnce) {
    const std::size_t to = std::min(from + kPushesAtOnce, submissions.size());
    std::vector<Push> pushes;
    for (std::size_t i = from; i < to; ++i)
      pushes.push_back({submissions[i].visit.id.value, 1, write_submission(submissions[i]), "", submissions[i].visit.investigator});
    const auto outcomes = application_.intake().receive(organisation_, std::move(pushes));
    const auto reader = application_.store().read(organisation_);
    for (std::size_t i = from; i < to; ++i) {
      const PushOutcome& outcome = outcomes[i - from];
      switch (outcome.kind) {
        case PushOutcome::Kind::refused: sink_(places[i], outcome.problems); break;
        case PushOutcome::Kind::repeated: ++counts_.visits_known; break;
        case PushOutcome::Kind::conflict:
          sink_(places[i], {{"id", "visit-conflict", {submissions[i].visit.id.value}}});
          break;
        case PushOutcome::Kind::created: {
          ++counts_.visits;
          const auto visit = reader->visit(submissions[i].visit.id);
          if (!visit || visit->status != "quarantined") break;
          ++counts_.visits_quarantined;
          sink_(places[i], why_set_aside(*reader, application_.services().checklists, submissions[i].visit));
        }
      }
    }
  }
}

void Importer::survey(const InputFile& description, const InputFile& responses) {
  const auto survey = parse_survey(description.content);
  if (!survey) return sink_(description.name, survey.error());
  const auto stored = put_survey(application_.store(), organisation_, description.content);
  if (!stored) return sink_(description.name, stored.error());
  if (*stored) ++counts_.surveys;
  const auto record = application_.store().read(organisation_)->survey(survey->id);
  const auto result = import_responses(application_.store(), organisation_, *record, responses.content, false);
  if (!result) return sink_(responses.name, result.error());
  counts_.responses += result->stored;
  counts_.responses_known += result->duplicates;
  counts_.rejected_values += static_cast<std::int64_t>(result->rejected.size());
  for (const RejectedValue& value : result->rejected)
    sink_(responses.name + ":" + std::to_string(value.row), {{value.column, "value-rejected", {value.value, value.column}}});
}

}  // namespace constat::server

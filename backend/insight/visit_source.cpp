#include "backend/insight/visit_source.hpp"

#include "backend/review/corrections.hpp"
#include "backend/store/official.hpp"
#include "shared/sync/submission.hpp"

namespace constat::server {
namespace {

std::string value_of(const std::map<std::string, std::string>& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() ? id : found->second;
}

}  // namespace

VisitSource::VisitSource(Reader& reader, ChecklistCache& checklists, Language language, Audience audience)
    : reader_(reader), checklists_(checklists), audience_(std::move(audience)), organisation_(reader.organisation()) {
  for (const Site& site : reader.sites()) sites_[site.id.value] = {site.name, site.city, site.region};
  for (const Wave& wave : reader.waves())
    waves_[wave.id.value] = language == Language::english && !wave.title_en.empty() ? wave.title_en : wave.title;
  for (const User& user : reader.users()) users_[user.id.value] = user.name;
}

std::string VisitSource::wave_title(const std::string& wave) const { return value_of(waves_, wave); }

std::shared_ptr<const Checklist> VisitSource::checklist(const ChecklistId& id, std::int64_t version) {
  const auto [entry, is_new] = loaded_.try_emplace(std::make_pair(id.value, version));
  if (is_new)
    if (const auto stored = reader_.checklist(id, version)) entry->second = checklists_.get(*stored);
  return entry->second;
}

std::optional<report::ReportedVisit> VisitSource::load(const VisitRecord& record) {
  report::ReportedVisit out;
  out.checklist = checklist(record.checklist, record.checklist_version);
  if (!out.checklist) return std::nullopt;
  bool found = false;
  for (const Revision& revision : reader_.revisions(record.id)) {
    if (!revision.main || revision.revision != record.revision) continue;
    auto submission = parse_submission(revision.body);
    if (!submission) return std::nullopt;
    out.visit = std::move(submission->visit);
    found = true;
  }
  if (!found) return std::nullopt;
  correct(out.visit, corrections_of(reader_.events(record.id), record.sha256));  // what counts
  out.score = score_visit(*out.checklist, out.visit);
  out.status = record.status;
  out.official = is_official(record, organisation_);
  out.score_status = record.score_status;
  out.official_score = record.score;
  out.grade = record.grade;
  out.passed = record.passed;
  out.revision = record.revision;
  const auto site = sites_.find(record.site.value);
  if (site != sites_.end()) {
    out.site_name = site->second.name;
    out.city = site->second.city;
    out.region = site->second.region;
  }
  out.wave_title = value_of(waves_, record.wave.value);
  if (audience_.with_investigators) out.investigator_name = value_of(users_, record.investigator.value);
  else out.visit.investigator = {};
  return out;
}

}  // namespace constat::server

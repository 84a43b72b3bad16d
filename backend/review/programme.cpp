#include "backend/review/programme.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "shared/sync/submission.hpp"
#include "shared/visit/timestamp.hpp"

namespace constat::server {
namespace {

// What the facts point into stays here while they are compared.
struct Material {
  std::deque<Visit> visits;
  std::vector<std::shared_ptr<const Checklist>> checklists;
  std::map<std::string, std::optional<OpeningHours>> hours;  // by site; none: nobody said
  std::vector<VisitFacts> facts;
  std::vector<std::string> ids;
};

std::vector<VisitRecord> compared(Reader& reader, const std::vector<VisitRecord>& waiting) {
  std::set<std::string> waves, taken;
  std::vector<VisitRecord> all;
  for (const VisitRecord& visit : waiting) {
    waves.insert(visit.wave.value);
    taken.insert(visit.id.value);
    all.push_back(visit);
  }
  std::vector<VisitRecord> others;
  for (const std::string& wave : waves) {
    VisitFilter filter;
    filter.wave = WaveId(wave);
    for (VisitRecord& visit : reader.visits(filter))
      if (visit.status != "quarantined" && !taken.count(visit.id.value)) others.push_back(std::move(visit));
  }
  std::sort(others.begin(), others.end(), [](const VisitRecord& a, const VisitRecord& b) { return a.received_at > b.received_at; });
  for (VisitRecord& visit : others) {
    if (all.size() >= kMostCompared) break;
    all.push_back(std::move(visit));
  }
  return all;
}

const Revision* body_of(const std::vector<Revision>& revisions, const VisitRecord& record) {
  for (const Revision& revision : revisions)
    if (revision.main && revision.revision == record.revision) return &revision;
  return nullptr;
}

void add_photos(Reader& reader, const VisitRecord& record, VisitFacts& facts) {
  for (const VisitPhoto& photo : reader.photos(record.id)) {
    if (photo.revision != record.revision) continue;
    PhotoTrace trace;
    trace.sha256 = photo.sha256;
    if (photo.dhash) trace.dhash = dhash_of(*photo.dhash);
    if (const auto blob = reader.blob(photo.sha256)) trace.has_metadata = blob->flaw == "has-metadata";
    facts.photos.push_back(std::move(trace));
  }
}

void add_site(Reader& reader, const SiteId& id, Material& material, VisitFacts& facts) {
  const auto site = reader.site(id);
  if (!site) return;
  if (site->position) facts.site_position = GeoPoint{site->position->latitude, site->position->longitude};
  const auto [hours, is_new] = material.hours.try_emplace(id.value);
  if (is_new && !site->opening_hours.empty())
    if (auto read = parse_opening_hours(site->opening_hours)) hours->second = std::move(*read);
  if (hours->second) facts.opening_hours = &*hours->second;
}

void add_visit(Reader& reader, ChecklistCache& checklists, const VisitRecord& record, Material& material) {
  const auto revisions = reader.revisions(record.id);
  const Revision* revision = body_of(revisions, record);
  auto submission = revision ? parse_submission(revision->body) : Parsed<Submission>(tl::unexpected(std::vector<Problem>{}));
  if (!submission) return;
  material.visits.push_back(std::move(submission->visit));
  VisitFacts facts;
  facts.visit = &material.visits.back();
  if (const auto published = reader.checklist(record.checklist, record.checklist_version))
    if (auto checklist = checklists.get(*published)) {
      facts.checklist = checklist.get();
      material.checklists.push_back(std::move(checklist));
    }
  facts.presence = presence_of(facts.visit->contact_mode);
  add_site(reader, record.site, material, facts);
  const auto phone = unix_milliseconds(revision->client_time), server = unix_milliseconds(revision->received_at);
  if (phone && server) facts.clock = ClockFacts{*phone, *server};
  if (const auto device = parse_score_summary(record.device_score_json)) facts.scores = ScoreFacts{device->score, record.score};
  add_photos(reader, record, facts);
  material.facts.push_back(std::move(facts));
  material.ids.push_back(record.id.value);
}

}  // namespace

std::map<std::string, VisitEvidence> evidence_of(Reader& reader, ChecklistCache& checklists, const std::vector<VisitRecord>& waiting) {
  Material material;
  for (const VisitRecord& record : compared(reader, waiting)) add_visit(reader, checklists, record, material);
  auto found = programme_evidence(material.facts);
  std::map<std::string, VisitEvidence> by_visit;
  for (std::size_t i = 0; i < found.size(); ++i) by_visit[material.ids[i]] = std::move(found[i]);
  return by_visit;
}

}  // namespace constat::server

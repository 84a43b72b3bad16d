#include "shared/review/programme_evidence.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "shared/review/comment_repeats.hpp"
#include "shared/review/itinerary.hpp"
#include "shared/review/photo_repeats.hpp"
#include "shared/review/visit_reasons.hpp"

namespace constat {
namespace {

bool facts_come_before(const std::vector<EvidenceFact>& a, const std::vector<EvidenceFact>& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](const EvidenceFact& x, const EvidenceFact& y) {
    return std::tie(x.name, x.text, x.number) < std::tie(y.name, y.text, y.number);
  });
}

void add_fast_visits(const std::vector<VisitFacts>& visits, std::vector<VisitEvidence>& evidence) {
  std::map<std::pair<ChecklistId, std::int64_t>, std::vector<double>> durations;
  for (const VisitFacts& facts : visits) {
    const std::optional<double> seconds = duration_seconds(*facts.visit);
    if (seconds && *seconds >= 0) durations[{facts.visit->checklist, facts.visit->checklist_version}].push_back(*seconds);
  }
  std::map<std::pair<ChecklistId, std::int64_t>, UsualDuration> usual;
  for (auto& [checklist, seconds] : durations)
    if (const std::optional<UsualDuration> found = usual_duration(std::move(seconds))) usual[checklist] = *found;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    const auto known = usual.find({visits[i].visit->checklist, visits[i].visit->checklist_version});
    if (known == usual.end()) continue;
    if (std::optional<EvidenceReason> reason = too_fast(visits[i], known->second)) evidence[i].reasons.push_back(std::move(*reason));
  }
}

}  // namespace

std::vector<EvidenceReason> own_reasons(const VisitFacts& facts) {
  std::vector<EvidenceReason> reasons;
  for (const auto& find : {straight_lining, ends_before_start, far_from_site, outside_opening_hours, clock_moved, score_differs, photo_metadata})
    if (std::optional<EvidenceReason> reason = find(facts)) reasons.push_back(std::move(*reason));
  order_reasons(reasons);
  return reasons;
}

std::vector<VisitEvidence> programme_evidence(const std::vector<VisitFacts>& visits) {
  std::vector<VisitEvidence> evidence(visits.size());
  for (std::size_t i = 0; i < visits.size(); ++i) evidence[i].reasons = own_reasons(visits[i]);
  add_fast_visits(visits, evidence);
  for (const auto& find : {itinerary_reasons, photo_reasons, comment_reasons})
    for (FoundReason& found : find(visits)) evidence[found.visit].reasons.push_back(std::move(found.reason));
  for (VisitEvidence& visit : evidence) {
    order_reasons(visit.reasons);
    visit.index = evidence_index(visit.reasons);
  }
  return evidence;
}

void order_reasons(std::vector<EvidenceReason>& reasons) {
  std::sort(reasons.begin(), reasons.end(), [](const EvidenceReason& a, const EvidenceReason& b) {
    const double wa = kEvidenceWeights[static_cast<std::size_t>(a.code)] * a.strength;
    const double wb = kEvidenceWeights[static_cast<std::size_t>(b.code)] * b.strength;
    if (wa != wb) return wa > wb;
    return a.code != b.code ? a.code < b.code : facts_come_before(a.facts, b.facts);
  });
}

}  // namespace constat

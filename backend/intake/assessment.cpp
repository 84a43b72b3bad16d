#include "backend/intake/assessment.hpp"

namespace constat::server {
namespace {

std::optional<std::string> mission_fault(Reader& reader, const Visit& visit, const UserId& sender) {
  if (visit.mission.empty()) return std::nullopt;
  const auto mission = reader.mission(visit.mission);
  if (!mission) return "unknown-mission";
  if (mission->investigator != sender) return "other-investigator";
  if (mission->status == "cancelled") return "mission-cancelled";
  return std::nullopt;
}

}  // namespace

Assessment assess(Reader& reader, ChecklistCache& checklists, const Submission& submission, const UserId& sender) {
  Assessment result;
  const Visit& visit = submission.visit;
  const auto user = reader.user(sender);
  if (user && user->disabled) result.quarantined = "user-disabled";
  else if (visit.investigator != sender) result.quarantined = "other-investigator";
  else if (!reader.site(visit.site)) result.quarantined = "unknown-site";

  const auto record = reader.checklist(visit.checklist, visit.checklist_version);
  const auto checklist = record ? checklists.get(*record) : nullptr;
  if (!checklist) {
    if (!result.quarantined) result.quarantined = "unknown-checklist";
    return result;
  }
  if (!result.quarantined) result.quarantined = mission_fault(reader, visit, sender);
  const ScoreSummary score = summarize(score_visit(*checklist, visit));
  if (!result.quarantined && score.status == VisitStatus::invalid) result.quarantined = "invalid-answers";
  result.score = score;
  result.score_differs = submission.device_score && *submission.device_score != score;
  return result;
}

}  // namespace constat::server

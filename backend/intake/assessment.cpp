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

// None without the checklist.
std::optional<OwnScore> score_with(Reader& reader, ChecklistCache& checklists, const Submission& submission) {
  const auto record = reader.checklist(submission.visit.checklist, submission.visit.checklist_version);
  const auto checklist = record ? checklists.get(*record) : nullptr;
  if (!checklist) return std::nullopt;
  return own_score(*checklist, submission);
}

}  // namespace

OwnScore own_score(const Checklist& checklist, const Submission& submission) {
  OwnScore own{summarize(score_visit(checklist, submission.visit))};
  own.differs = submission.device_score && *submission.device_score != own.summary;
  return own;
}

Assessment assess(Reader& reader, ChecklistCache& checklists, const Submission& submission, const UserId& sender,
                  const std::optional<OwnScore>& known) {
  Assessment result;
  const Visit& visit = submission.visit;
  const auto user = reader.user(sender);
  if (user && user->disabled) result.quarantined = "user-disabled";
  else if (visit.investigator != sender) result.quarantined = "other-investigator";
  else if (!reader.site(visit.site)) result.quarantined = "unknown-site";

  const std::optional<OwnScore> own = known ? known : score_with(reader, checklists, submission);
  if (!own) {
    if (!result.quarantined) result.quarantined = "unknown-checklist";
    return result;
  }
  if (!result.quarantined) result.quarantined = mission_fault(reader, visit, sender);
  if (!result.quarantined && own->summary.status == VisitStatus::invalid) result.quarantined = "invalid-answers";
  result.score = own->summary;
  result.score_differs = own->differs;
  return result;
}

}  // namespace constat::server

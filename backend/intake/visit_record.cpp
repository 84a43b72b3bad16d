#include "backend/intake/visit_record.hpp"

#include "shared/scoring/visit_status.hpp"

namespace constat::server {

void set_score(VisitRecord& record, const ScoreSummary& score) {
  record.score_status = to_string(score.status);
  record.score = score.score;
  record.score_json = write_score_summary(score);
  record.grade = score.grade.value_or("");
  record.passed = score.passed;
}

VisitRecord visit_record(const Submission& submission, const Assessment& assessment, const Revision& revision) {
  const Visit& visit = submission.visit;
  VisitRecord record;
  record.id = visit.id;
  record.site = visit.site;
  record.checklist = visit.checklist;
  record.checklist_version = visit.checklist_version;
  record.wave = visit.wave;
  // Who sent it, not who it says: nobody can file a visit under another's name.
  record.investigator = revision.sender;
  record.mission = visit.mission;
  record.revision = revision.revision;
  record.sha256 = revision.sha256;
  record.received_at = revision.received_at;
  record.started_at = visit.started_at;
  record.status = revision.quarantined ? "quarantined" : "received";
  if (assessment.score) set_score(record, *assessment.score);
  if (submission.device_score) record.device_score_json = write_score_summary(*submission.device_score);
  record.score_differs = assessment.score_differs;
  return record;
}

void finish_mission(Writer& writer, const MissionId& id) {
  if (id.empty()) return;
  auto mission = writer.mission(id);
  if (!mission || mission->status != "assigned") return;
  mission->status = "done";
  writer.put_mission(*mission);
}

}  // namespace constat::server

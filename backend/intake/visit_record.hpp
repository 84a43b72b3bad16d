// A visit as one of its bodies shows it, and what follows for its mission.
#pragma once

#include "backend/intake/assessment.hpp"
#include "backend/store/records.hpp"
#include "shared/sync/submission.hpp"

namespace constat::server {

// Owned by the revision's sender; "quarantined" when the revision is, else "received". stored_seq is left open.
VisitRecord visit_record(const Submission& submission, const Assessment& assessment, const Revision& revision);

// The server's own score of the visit is this one.
void set_score(VisitRecord& record, const ScoreSummary& score);

// An assigned mission whose visit counts is done.
void finish_mission(Writer& writer, const MissionId& id);

}  // namespace constat::server

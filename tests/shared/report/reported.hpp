// Visits as reports see them, for the tests.
#pragma once

#include <memory>
#include <utility>

#include "shared/report/reported_visit.hpp"

namespace constat::test {

inline report::ReportedVisit reported(std::shared_ptr<const Checklist> checklist, Visit visit) {
  report::ReportedVisit out;
  out.checklist = std::move(checklist);
  out.visit = std::move(visit);
  out.score = score_visit(*out.checklist, out.visit);
  out.status = "received";
  out.score_status = out.score.status == VisitStatus::complete ? "complete" : "incomplete";
  out.official = out.score.status == VisitStatus::complete;
  out.official_score = out.score.score;
  if (out.score.grade) out.grade = out.score.grade->value;
  out.passed = out.score.passed;
  out.revision = 1;
  return out;
}

}  // namespace constat::test

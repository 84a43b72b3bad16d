// Which visits count in every figure.
#pragma once

#include "backend/store/records.hpp"

namespace constat::server {

// Complete, with a score, and approved; where the organisation demands no review, received is enough.
inline bool is_official(const VisitRecord& visit, const Organisation& organisation) {
  const bool counts = visit.status == "approved" || (visit.status == "received" && !organisation.review_required);
  return counts && visit.score_status == "complete" && visit.score;
}

}  // namespace constat::server

// Which visits count in every figure.
#pragma once

#include <string_view>

#include "backend/store/records.hpp"

namespace constat::server {

// Approved; where the organisation demands no review, received is enough.
inline bool is_official_status(std::string_view status, const Organisation& organisation) {
  return status == "approved" || (status == "received" && !organisation.review_required);
}

// Complete, with a score, and of such a status.
inline bool is_official(const VisitRecord& visit, const Organisation& organisation) {
  return is_official_status(visit.status, organisation) && visit.score_status == "complete" && visit.score;
}

}  // namespace constat::server

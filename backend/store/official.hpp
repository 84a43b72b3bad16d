// Which visits count in every figure.
#pragma once

#include <string_view>

#include "backend/store/records.hpp"

namespace constat::server {

// Whether a reviewer must approve a visit of that wave: its programme says it, or the organisation.
inline bool demands_review(const WaveId& wave, const Organisation& organisation) {
  for (const auto& [each, required] : organisation.review_by_wave)
    if (each == wave) return required;
  return organisation.review_required;
}

// Approved; where no review is demanded, received is enough.
inline bool is_official_status(std::string_view status, const WaveId& wave, const Organisation& organisation) {
  return status == "approved" || (status == "received" && !demands_review(wave, organisation));
}

// Complete, with a score, and of such a status.
inline bool is_official(const VisitRecord& visit, const Organisation& organisation) {
  return is_official_status(visit.status, visit.wave, organisation) && visit.score_status == "complete" && visit.score;
}

}  // namespace constat::server

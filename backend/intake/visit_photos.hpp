// The photos that a submission names, as the store keeps them.
#pragma once

#include <cstdint>
#include <vector>

#include "backend/store/evidence_records.hpp"
#include "shared/sync/submission.hpp"

namespace constat::server {

// One for each hash, sorted; with the phone's facts where it sent some.
std::vector<VisitPhoto> photos_of(const Submission& submission, std::int64_t revision);

}  // namespace constat::server

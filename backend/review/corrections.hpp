// What appeals have changed in a visit. The body stays as it was sent; the official score counts it with the corrections.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/store/evidence_records.hpp"
#include "shared/visit/visit.hpp"

namespace constat::server {

struct Correction {
  std::string item;
  Answer answer;
  std::string event;  // of the decision
};

// Those of the body with this hash, in the order in which they were decided; of one item the last holds.
std::vector<Correction> corrections_of(const std::vector<VisitEvent>& events, std::string_view sha256);

// A corrected answer keeps the comment and the photos that the investigator left.
void correct(Visit& visit, const std::vector<Correction>& corrections);

}  // namespace constat::server

// What is known of the visits of a programme besides their answers, gathered for the evidence reasons (shared/review).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "backend/intake/checklist_cache.hpp"
#include "backend/store/repository.hpp"
#include "shared/review/programme_evidence.hpp"

namespace constat::server {

inline constexpr std::size_t kMostCompared = 5'000;  // visits that one queue is compared with: the newest

// By visit. The waiting ones are compared with each other and with the other visits of their waves.
std::map<std::string, VisitEvidence> evidence_of(Reader& reader, ChecklistCache& checklists, const std::vector<VisitRecord>& waiting);

}  // namespace constat::server

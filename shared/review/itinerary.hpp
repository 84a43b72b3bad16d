// One investigator's visits side by side: at the same time, or too far apart to have travelled between.
#pragma once

#include <cstddef>
#include <vector>

#include "shared/review/evidence.hpp"
#include "shared/review/visit_facts.hpp"

namespace constat {

inline constexpr double kFastestKmPerHour = 130;       // beyond: a French motorway's limit, door to door
inline constexpr double kShortestJourneySeconds = 60;  // times are written by a person between two sites: less counts as this

struct FoundReason {
  std::size_t visit = 0;  // position in the list given
  EvidenceReason reason;
};

// Visits of whatever investigators, in any order; only those of one investigator meet. Two visits overlap when they share
// more than a moment; conversations in writing do not count, they run beside other work. Each visit gets at most one
// overlap, its longest. Facts: "seconds", "other_visit", "others" (how many it overlaps).
//
// Speed: from each visit on site to the last one that ended before it began, both with a known position, neither ending
// before it starts; both visits get the reason. If every such step is slow enough, so is every longer way round, unless
// visits overlap, and those are reported. Facts: "kilometres_per_hour", "distance_metres", "seconds", "other_visit".
std::vector<FoundReason> itinerary_reasons(const std::vector<VisitFacts>& visits);

}  // namespace constat

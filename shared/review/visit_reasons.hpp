// The reasons that one visit gives by itself. Thresholds are those of the queue's documentation (docs/evidence.md).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/review/evidence.hpp"
#include "shared/review/visit_facts.hpp"

namespace constat {

inline constexpr std::int64_t kStraightLineItems = 10;    // at least so many answers
inline constexpr std::int64_t kStraightLinePercent = 90;  // of them in one run, or more
inline constexpr double kFastRobustZ = -3;                // below
inline constexpr std::size_t kFewestDurations = 10;       // below, "usual" means nothing
inline constexpr double kFarMetres = 150;                 // beyond, after the accuracy is taken off

// The longest run of neighbouring choice and scale answers in the same place (first choice, second..., lowest step...),
// in reading order; blanks are skipped, N/A is a place of its own. Facts: "run", "items".
std::optional<EvidenceReason> straight_lining(const VisitFacts& facts);

// The usual length of a visit: median and MAD of the natural logarithm of the seconds, the MAD times 1.4826, which makes
// it a standard deviation where the logarithms are normal (B. Iglewicz, D. Hoaglin, How to Detect and Handle Outliers,
// 1993). None under 10 visits or where more than half of them last the same.
struct UsualDuration {
  double median_log_seconds = 0, spread = 0;
};
std::optional<UsualDuration> usual_duration(std::vector<double> seconds);

// Seconds from start to end; negative if it ends before; none while it is open.
std::optional<double> duration_seconds(const Visit& visit);

// Facts: "seconds", "median_seconds", "robust_z".
std::optional<EvidenceReason> too_fast(const VisitFacts& facts, const UsualDuration& usual);
// Facts: "seconds" (how far back).
std::optional<EvidenceReason> ends_before_start(const VisitFacts& facts);

// The location answer nearest to the site counts. Facts: "distance_metres", "accuracy_metres".
std::optional<EvidenceReason> far_from_site(const VisitFacts& facts);

// The visit and the periods share no moment. Facts: "minutes", "started_at", "weekday" (0 is Monday).
std::optional<EvidenceReason> outside_opening_hours(const VisitFacts& facts);

// Facts: "seconds_ahead" (the phone's clock before the server's; negative behind), "bound_seconds".
std::optional<EvidenceReason> clock_moved(const VisitFacts& facts);

// Facts: "phone_percent", "server_percent"; one that is absent means "no score".
std::optional<EvidenceReason> score_differs(const VisitFacts& facts);

// Facts: "photos" (how many), "photo" (the first by hash).
std::optional<EvidenceReason> photo_metadata(const VisitFacts& facts);

}  // namespace constat

// Comments that say nearly what a comment of another visit says, among all comments of a programme.
#pragma once

#include <vector>

#include "shared/review/itinerary.hpp"

namespace constat {

inline constexpr double kRepeatedSimilarity = 0.8;  // Jaccard of the 5-grams, or more

// Looks at every comment of an answer, and at the text of items of type text where the checklist is known, if it has
// kShortestComment characters or more once normalised (comment_text.hpp). A comment gets a reason exactly if some other
// visit has one as similar; at most one each. Facts: "item", "characters", "similarity", "other_visit", "other_item".
//
// Candidates come from prefix filtering (S. Chaudhuri, V. Ganti, R. Kaushik, ICDE 2006; R. Bayardo, Y. Ma, R. Srikant,
// WWW 2007): with the grams ordered from the rarest on, two sets of Jaccard t or more share c of their first
// n - ceil(t n) + c (c = 8; J. Wang, G. Li, J. Feng, SIGMOD 2012). No pair is lost. Where a comment has many lookalikes (a template), comparing stops once it and
// the candidate each have one and it has kEnoughLookalikes: then "other_visit" is a similar one, not surely the most similar.
inline constexpr int kEnoughLookalikes = 32;
std::vector<FoundReason> comment_reasons(const std::vector<VisitFacts>& visits);

}  // namespace constat

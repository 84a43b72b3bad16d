// The same photo, or nearly the same, in two visits, among all photos of a programme.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "shared/review/itinerary.hpp"

namespace constat {

inline constexpr int kSimilarBits = 5;  // of 64: dHash distances up to this count

struct HashPair {
  std::size_t a = 0, b = 0;  // positions, a < b
  int distance = 0;          // differing bits
  friend bool operator==(const HashPair& x, const HashPair& y) { return x.a == y.a && x.b == y.b && x.distance == y.distance; }
};

// Every pair of the different values in `hashes` (no value twice) at a Hamming distance of kSimilarBits or less, sorted.
// Exact: of three bands of 21, 21 and 22 bits at least one differs in one bit or none (multi-index hashing: M. Norouzi,
// A. Punjani, D. Fleet, CVPR 2012), so that each value meets about 66 n / 2^21 candidates rather than n.
std::vector<HashPair> similar_hashes(const std::vector<std::uint64_t>& hashes);

// same_photo: the file (SHA-256) stands in another visit. Facts: "photo", "other_visit" (the first by id), "others" (in
// how many). similar_photo: another file of another visit looks the same. Facts: "photo", "other_photo", "other_visit",
// "bits" (the distance), "others" (visits with a photo that looks like it, this file or another), and "same_site" 1 where the nearest is of the same
// site: the same shop front from the same place may well look the same, so that weighs less. Files that are the same are
// not reported as similar. At most one of each kind for each photo of a visit.
std::vector<FoundReason> photo_reasons(const std::vector<VisitFacts>& visits);

}  // namespace constat

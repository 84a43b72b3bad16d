// The range of points that an item's answers can earn (e, in thousandths). Zero for informational items.
#pragma once

#include "shared/checklist/checklist.hpp"

namespace constat {

// b of a base item: the maximum over its choices or bands, the sum of the positive choices of a multiple choice, the
// length of a scale.
Thousandths best_points(const Item& item);

// The least and the greatest e over all answers that the item accepts. A duration is never negative, so that bands
// which end at or below 0 are out of reach.
struct PointsRange {
  Thousandths low, high;
};
PointsRange points_range(const Item& item);

}  // namespace constat

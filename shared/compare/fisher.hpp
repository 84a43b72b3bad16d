// Intervals of coefficients between -1 and 1 that are skewed near their ends.
#pragma once

#include "shared/survey/statistics.hpp"

namespace constat {

// value +- quantile * se on the scale z = atanh(value), where the spread hardly depends on the value (R. Fisher, Metron 1,
// 1921; se by the delta method). |value| < 1. On the plain scale such intervals hold 87 to 94 % instead of 95 with 30
// subjects (docs/statistics.md).
Interval fisher_interval(double value, double se, double quantile);

}  // namespace constat

// How R^2 is shared out among drivers, from their correlations. Used by drivers.hpp; it knows no sites.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace constat {

// Correlations of p drivers and, last, the outcome: (p + 1) x (p + 1), symmetric, 1 on the diagonal.
using Correlations = std::vector<std::vector<double>>;

inline constexpr double kCollinear = 1e-10;  // what of a driver's variance the others leave unexplained, at least

struct Decomposition {
  double r2 = 0;
  std::vector<double> shares;
};

// The first driver that follows from those before it, if there is one.
std::optional<std::size_t> collinear_driver(const Correlations& correlations);

// Only for correlations without a collinear driver. LMG costs about 14 * 2^p operations: p <= 20.
Decomposition lmg_shares(const Correlations& correlations);
Decomposition johnson_shares(const Correlations& correlations);

}  // namespace constat

// Draws for the demonstration data, the same on every machine.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "shared/base/math.hpp"
#include "shared/base/rng.hpp"

namespace constat::server::demo {

inline double normal(Rng& rng) { return normal_quantile(std::clamp(rng.uniform(), 1e-9, 1 - 1e-9)); }

inline double share(double value) { return std::clamp(value, 0.0, 1.0); }

template <class T>
const T& pick(Rng& rng, const std::vector<T>& list) {
  return list[rng.below(list.size())];
}

inline std::string pick_or(Rng& rng, const std::vector<std::string>& list, const char* otherwise = "") {
  return list.empty() ? std::string(otherwise) : pick(rng, list);
}

}  // namespace constat::server::demo

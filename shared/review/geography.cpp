#include "shared/review/geography.hpp"

#include <algorithm>
#include <cmath>

#include "shared/base/trigonometry.hpp"

namespace constat {
namespace {

constexpr double kEarthRadiusMetres = 6'371'008.8;

double radians(double degrees) { return degrees * (kPi / 180); }

double square_of_half_sine(double angle) {
  const double s = sin_of(angle / 2);
  return s * s;
}

}  // namespace

double distance_metres(const GeoPoint& a, const GeoPoint& b) {
  const double across = cos_of(radians(a.latitude)) * cos_of(radians(b.latitude));
  const double h = square_of_half_sine(radians(b.latitude - a.latitude)) +
                   across * square_of_half_sine(radians(b.longitude - a.longitude));
  const double kept = std::min(1.0, std::max(0.0, h));  // antipodes may round beyond 1
  return 2 * kEarthRadiusMetres * atan2_of(std::sqrt(kept), std::sqrt(1 - kept));
}

}  // namespace constat

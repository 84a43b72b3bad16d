// Places on the Earth and the distance between them.
#pragma once

namespace constat {

struct GeoPoint {
  double latitude = 0, longitude = 0;  // degrees, WGS 84
};

// Great-circle distance in metres on a sphere of the Earth's mean radius (6 371 008.8 m, IUGG): at most 0.56 % from the
// distance on the ellipsoid. Haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984), exact for small distances too.
double distance_metres(const GeoPoint& a, const GeoPoint& b);

}  // namespace constat

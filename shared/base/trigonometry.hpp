// Sine, cosine and arctangent that give the same bits on every platform: only + - * / , as in math.hpp.
#pragma once

namespace constat {

inline constexpr double kPi = 3.14159265358979323846;

// Radians; |error| < 2e-16 for |x| <= 1000, NaN beyond 1e6 (where one would have to know more digits of pi).
double sin_of(double x);
double cos_of(double x);

// The angle of (x, y) in (-pi, pi]; |error| < 1e-15. 0 for (0, 0).
double atan2_of(double y, double x);

}  // namespace constat

// A list of percentages as far as its mean and interval need it; lists add up.
#pragma once

#include <cstdint>

namespace constat {

struct PercentSums {
  std::int64_t n = 0;
  double mean = 0, squares = 0;  // of the distances from the mean, squared
  double smallest = 0, largest = 0;

  void add(double percent);
  // T. Chan, G. Golub, R. LeVeque, The American Statistician 37, 1983: nothing is lost however many there are.
  void merge(const PercentSums& other);
};

}  // namespace constat

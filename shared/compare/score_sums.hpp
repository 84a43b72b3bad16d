// What the official visit scores of a site come down to: all that means, spreads and their tests need of them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace constat {

struct ScoreSums {
  std::int64_t visits = 0;  // > 0
  double mean = 0;          // percent
  double squares = 0;       // sum of squared distances from the mean; 0 where all scores are the same
};
using ScoreSumsBySite = std::map<std::string, ScoreSums>;  // no site without a score

using ScoresBySite = std::map<std::string, std::vector<double>>;  // percent
ScoreSumsBySite sums_by_site(const ScoresBySite& scores);

}  // namespace constat

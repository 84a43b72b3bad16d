// What the store sums up as it takes visits and responses, so that comparisons read sums and not every row.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/ids.hpp"

namespace constat::server {

// The complete visits of one site that have a score and this status.
struct SiteScores {
  SiteId site;
  std::string status;
  std::int64_t visits = 0;
  std::int64_t score = 0;                         // sum, in millionths of a percent
  std::int64_t squares_high = 0, squares_low = 0;  // sum of score^2 is squares_high * 2^32 + squares_low
};

// So often a site's customers answered `value` to one question.
struct AnswerCount {
  std::string site;
  std::int64_t value = 0, answers = 0;
};

}  // namespace constat::server

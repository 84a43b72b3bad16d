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

// How often anything has changed that tells what a site's visits of a wave say or whether they count. Only ever rises: what was
// made from these visits holds as long as it stays the same.
struct VisitsStamp {
  WaveId wave;
  SiteId site;
  std::int64_t changes = 0;
};

// So often a site's customers answered `value` to one question. An empty site: responses that name none.
struct AnswerCount {
  std::string site;
  std::int64_t value = 0, answers = 0;
};

// So many customers of a site answered, to any survey. An empty site: responses that name none.
struct ResponseCount {
  std::string site;
  std::int64_t responses = 0;
};

}  // namespace constat::server

// Photos as phones send them: after their visit, one at a time, in chunks of 1 MiB.
#pragma once

#include <cstddef>
#include <string>

#include "bench/sync/load.hpp"

namespace constat::bench {

struct PhotoLoad {
  std::size_t photos = 0;
  double megabytes_each = 0, seconds = 0;
  Timing visits;  // one visit with all its photos, from the push to the last chunk
};

// `clients` visits at the same time, each with `each` photos of about `bytes`. Throws std::runtime_error on a refusal.
PhotoLoad upload_photos(int port, const std::string& cookie, std::size_t clients, std::size_t each, std::size_t bytes);

}  // namespace constat::bench

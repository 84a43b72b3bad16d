// The customers' answers of the demonstration, as the CSV export that its survey describes.
#pragma once

#include <string>

#include "backend/demo/content.hpp"
#include "shared/base/rng.hpp"

namespace constat::server::demo {

std::string make_responses(const Content& content, Rng& rng);

}  // namespace constat::server::demo

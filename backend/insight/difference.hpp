// Two sites, or one site in two waves, figure by figure, with the difference's interval.
#pragma once

#include <optional>
#include <string>

#include "backend/insight/scope.hpp"

namespace constat::server {

struct Side {
  std::string site, wave;  // a wave's id; empty for the latest
};

// JSON (docs/insight.md). None: no such site or wave, the same side twice, or this user may not see one of them.
std::optional<std::string> site_difference(Reader& reader, const SignedIn& who, const Side& a, const Side& b);

}  // namespace constat::server

// The comparison of one organisation's sites as values: what the screens' answers and the exports are made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/store/repository.hpp"
#include "shared/compare/compare.hpp"

namespace constat::server {

inline constexpr std::string_view kAllWaves = "all";

struct Network {
  IndexRules rules;
  Comparison comparison;  // suppressed values are in it: whoever shows them to others leaves them out
};

// `wave`: an id or kAllWaves. From official visits only; a response without a wave counts in every wave.
Network compare_network(Reader& reader, const std::string& wave);

// The id to compute for: `asked` is an id, kAllWaves, or empty for the latest that has visits (one that is only planned has
// nothing to show). None: no such wave.
std::optional<std::string> chosen_wave(Reader& reader, std::string_view asked);

}  // namespace constat::server

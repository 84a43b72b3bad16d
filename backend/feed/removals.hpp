// Removals are told for 180 days; then the feed forgets them, and whoever has not pulled since pulls everything again.
#pragma once

#include <cstddef>
#include <cstdint>

#include "backend/store/store.hpp"

namespace constat::server {

inline constexpr std::int64_t kRemovalsKeptMs = std::int64_t{180} * 24 * 60 * 60 * 1000;

// In small steps, so that nobody waits long for the store. Returns how many it forgot.
std::size_t forget_old_removals(Store& store, std::int64_t now_ms);

}  // namespace constat::server

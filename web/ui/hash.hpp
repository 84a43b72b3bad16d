// Hashes of keys and of mirror nodes. Stable between runs and platforms: FNV-1a over bytes, and a mixing step for pairs.
#pragma once

#include <cstdint>
#include <string_view>

namespace constat::ui {

constexpr std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

constexpr std::uint64_t hash_pair(std::uint64_t a, std::uint64_t b) {
  std::uint64_t mixed = a ^ (b + 0x9E3779B97F4A7C15ULL + (a << 6) + (a >> 2));
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
  return mixed ^ (mixed >> 31);
}

// The 32 bits that Dear ImGui calls an item.
constexpr std::uint32_t item_of(std::uint64_t id) { return static_cast<std::uint32_t>(id ^ (id >> 32)); }

}  // namespace constat::ui

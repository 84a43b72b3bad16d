// What bench/analytics measures: visits of a checklist of 40 items at 500 sites, the same for every engine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace constat::bench {

inline constexpr std::size_t kItems = 40, kSites = 500, kSections = 5;
inline constexpr std::uint8_t kNotApplicable = 255;

struct MadeItem {
  int most = 1;     // points of the best answer; answers bring 0 to `most`
  int weight = 10;  // tenths
};

struct Material {
  std::vector<MadeItem> items;
  std::vector<std::vector<std::uint8_t>> answers;  // by item, by visit: points, or kNotApplicable
  std::vector<std::uint16_t> site_of;              // by visit
};

Material make_material(std::size_t visits);

// The checklist of those items, in points mode, as constat.checklist/1.
std::string checklist_json(const std::vector<MadeItem>& items);

}  // namespace constat::bench

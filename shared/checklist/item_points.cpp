#include "shared/checklist/item_points.hpp"

#include <algorithm>

namespace constat {
namespace {

constexpr std::int64_t kOne = 1000;  // thousandths

PointsRange choice_range(const Item& item) {
  PointsRange range{*item.choices.front().points, *item.choices.front().points};
  for (const Choice& choice : item.choices) {
    range.low = std::min(range.low, *choice.points);
    range.high = std::max(range.high, *choice.points);
  }
  return range;
}

PointsRange multi_choice_range(const Item& item) {
  PointsRange range;
  for (const Choice& choice : item.choices) {
    (choice.points->value < 0 ? range.low : range.high).value += choice.points->value;
  }
  return range;
}

bool reachable(const Item& item, const Band& band) {
  return item.type != ItemType::duration || !band.below || band.below->value > 0;
}

PointsRange band_range(const Item& item) {
  PointsRange range{item.bands.back().points, item.bands.back().points};
  for (const Band& band : item.bands) {
    if (!reachable(item, band)) continue;
    range.low = std::min(range.low, band.points);
    range.high = std::max(range.high, band.points);
  }
  return range;
}

}  // namespace

Thousandths best_points(const Item& item) {
  if (item.type != ItemType::number && item.type != ItemType::duration) return points_range(item).high;
  Thousandths best{};
  for (std::size_t i = 0; i < item.bands.size(); ++i) {
    best = i == 0 ? item.bands[i].points : std::max(best, item.bands[i].points);
  }
  return best;
}

PointsRange points_range(const Item& item) {
  if (!item.scored) return {};
  switch (item.type) {
    case ItemType::choice: return choice_range(item);
    case ItemType::multi_choice: return multi_choice_range(item);
    case ItemType::scale: return {{}, {(item.max - item.min) * kOne}};
    case ItemType::number:
    case ItemType::duration: return band_range(item);
    default: return {};
  }
}

}  // namespace constat

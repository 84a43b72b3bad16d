#include "shared/checklist/checklist.hpp"

#include <algorithm>

#include "shared/checklist/item_points.hpp"

namespace constat {

std::string_view LocalizedText::in(std::string_view language) const {
  auto found = by_language.find(language);
  if (found == by_language.end()) found = by_language.find(first_language);
  if (found != by_language.end()) return found->second;
  return by_language.empty() ? std::string_view() : std::string_view(by_language.begin()->second);
}

Thousandths Item::possible() const {
  if (!scored || role != ItemRole::base) return {};
  return best_points(*this);
}

std::optional<ItemRef> Checklist::find(std::string_view item_id) const {
  const auto found = index.find(item_id);
  if (found == index.end()) return std::nullopt;
  return found->second;
}

bool is_answered_by_a_tap(ItemType type) {
  return type == ItemType::choice || type == ItemType::scale || type == ItemType::duration || type == ItemType::date ||
         type == ItemType::time;
}

std::string_view to_string(ItemType type) {
  switch (type) {
    case ItemType::choice: return "choice";
    case ItemType::multi_choice: return "multi_choice";
    case ItemType::scale: return "scale";
    case ItemType::number: return "number";
    case ItemType::duration: return "duration";
    case ItemType::text: return "text";
    case ItemType::date: return "date";
    case ItemType::time: return "time";
    case ItemType::photo: return "photo";
    case ItemType::signature: return "signature";
    case ItemType::location: return "location";
    case ItemType::barcode: return "barcode";
  }
  return "text";
}

std::string_view to_string(Area area) {
  switch (area) {
    case Area::reception: return "reception";
    case Area::service: return "service";
    case Area::after_sales: return "after_sales";
    case Area::other: return "other";
  }
  return "other";
}

std::string_view to_string(ScaleStyle style) {
  switch (style) {
    case ScaleStyle::numbers: return "numbers";
    case ScaleStyle::stars: return "stars";
    case ScaleStyle::smileys: return "smileys";
  }
  return "numbers";
}

std::string_view to_string(Check::Severity severity) {
  return severity == Check::Severity::error ? "error" : "warning";
}

}  // namespace constat

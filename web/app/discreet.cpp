#include "web/app/discreet.hpp"

#include "web/app/open_visit.hpp"

namespace constat::app {

std::vector<ItemRef> on_the_spot(const OpenVisit& open) {
  std::vector<ItemRef> marked, possible;
  bool marks_any = false;
  for (std::size_t section = 0; section < open.checklist.sections.size(); ++section) {
    const std::vector<Item>& items = open.checklist.sections[section].items;
    for (std::size_t index = 0; index < items.size(); ++index) {
      const Item& item = items[index];
      const ItemRef ref{section, index};
      marks_any = marks_any || !item.on_the_spot.empty();
      if (!open.is_visible(ref) || !is_answered_by_a_tap(item.type)) continue;
      possible.push_back(ref);
      if (!item.on_the_spot.empty()) marked.push_back(ref);
    }
  }
  return marks_any ? marked : possible;
}

}  // namespace constat::app

// A checklist whose only question has more answers than a byte has codes.
#pragma once

#include <string>

#include "tests/support/random_checklist.hpp"

namespace constat::test {

inline Checklist with_one_long_scale() {
  Rng rng(5);
  Checklist checklist = random_checklist(rng, {1, 1, false, false});
  Item item;
  item.id = ItemId("place");
  item.type = ItemType::scale;
  item.max = 1000;
  item.scored = true;
  checklist.scoring = {};
  checklist.sections[0].items = {item};
  reindex(checklist);
  return checklist;
}

// A visit that gave it this answer, 0 to 1000.
inline Visit placed(int value) {
  Visit visit;
  visit.answers["place"].value = NumberValue{std::to_string(value)};
  return visit;
}

}  // namespace constat::test

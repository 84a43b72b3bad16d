// Discreet mode: what must be judged on the spot, as a shopping list that nobody looks at twice. Its answers are the
// visit's own and are saved as such; what stands here is saved beside them, with every tap.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/checklist/checklist.hpp"

namespace constat::app {

struct OpenVisit;

struct Discreet {
  bool on = false;       // the visit opens as the list
  bool covered = false;  // somebody looks: the visit opens as an empty notes page
  std::optional<std::int64_t> from, to;  // unix ms; `from` none: never used in this visit
  std::string notes;     // dictated or typed; stay on this phone
  std::string cover;     // what was typed on the notes page
  std::map<std::string, std::int64_t, std::less<>> judged;  // item -> when its answer was given in the list, unix ms
  std::string peeked;    // the item whose question is shown; not kept
};

// The visible items that the list shows, in reading order: those marked "on_the_spot"; of a checklist that marks none,
// all that a tap can answer.
std::vector<ItemRef> on_the_spot(const OpenVisit& open);

}  // namespace constat::app

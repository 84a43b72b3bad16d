// Dear ImGui's test-engine hooks, answered by these tests: they tell of every item that is drawn.
#pragma once

#include <vector>

#include "tests/web/ui/headless.hpp"

namespace constat::ui::testing {

// From now on items of the current context are added to `items`; none: to nothing.
void listen_to_items(std::vector<DrawnItem>* items);

// How far the last frame's picture reaches to both sides, in pixels of the screen.
struct Reach {
  float left = 0, right = 0;
};
Reach reach_of_picture();

int vertices_of_picture();  // of the last frame

}  // namespace constat::ui::testing

// The mirror held against the picture, both ways: what the shell would lay over the screen, and what Dear ImGui drew there.
#pragma once

#include <string>
#include <vector>

#include "tests/web/ui/headless.hpp"

namespace constat::testing {

// Where the browser has scrolled to, and how high its screen is.
struct Place {
  float height = 0, scroll_y = 0, dialog_scroll_y = 0;
};

// Every way in which the last frame's mirror and picture differ by more than a pixel; empty when they agree. Counts the
// controls that were compared.
std::vector<std::string> mirror_faults(const ui::testing::Headless& shell, const Place& place, std::size_t& compared);

}  // namespace constat::testing

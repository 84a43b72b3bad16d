// What is wrong with the layout of a screen: what lies over something else, and what reaches outside.
#pragma once

#include <string>
#include <vector>

#include "tests/web/ui/headless.hpp"

namespace constat::testing {

// Of the last frame, on a screen of this width; empty when everything has its place.
std::vector<std::string> layout_faults(const ui::testing::Headless& shell, float width);

}  // namespace constat::testing

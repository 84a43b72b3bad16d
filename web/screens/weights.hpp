// The two halves of the page of other weights: those of a checklist (weights.cpp) and those of the index (index_weights.cpp).
#pragma once

#include <cstddef>

#include "web/screens/common.hpp"

namespace constat::screens {

inline constexpr std::size_t kStandingsRoom = 25;  // sites at a time
inline constexpr float kHalfWidth = 420;           // under it the halves stand one under the other, the sliders first

// Which of them is on screen. True: the other one was chosen; go_to_other_weights is for after everything else was drawn.
bool choose_weighed(Ui& ui, App& app);
void go_to_other_weights(App& app);

void draw_index_weights(Ui& ui, App& app);

}  // namespace constat::screens

// The two halves of the page of other weights: those of a checklist (weights.cpp) and those of the index (index_weights.cpp).
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

// Which of them is on screen. True: the other one was chosen; go_to_other_weights is for after everything else was drawn.
bool choose_weighed(Ui& ui, App& app);
void go_to_other_weights(App& app);

void draw_index_weights(Ui& ui, App& app);

}  // namespace constat::screens

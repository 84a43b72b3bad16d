// What the plan in the form would make, and the buttons that show and make it.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

void draw_plan_preview(Ui& ui, App& app);

}  // namespace constat::screens

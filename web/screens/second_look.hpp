// A second person's look at one reviewed visit: what they say, without being told what was decided.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

void draw_second_look_panel(Ui& ui, App& app, const app::VisitResult& result);
void draw_second_look_dialog(Ui& ui, App& app, const app::VisitResult& result);

}  // namespace constat::screens

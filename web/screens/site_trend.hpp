// A site over time, and where its points go lost again and again.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

void draw_site_trend(Ui& ui, App& app);
void draw_site_weaknesses(Ui& ui, App& app);

}  // namespace constat::screens

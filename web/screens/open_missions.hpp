// Missions that nobody has yet, under an investigator's own ones.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

void draw_open_missions(Ui& ui, App& app);

}  // namespace constat::screens

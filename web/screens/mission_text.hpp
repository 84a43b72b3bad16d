// What a mission asks for, in words: on its page, and over the visit.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

void draw_mission_text(Ui& ui, App& app, const app::Mission& mission);

}  // namespace constat::screens

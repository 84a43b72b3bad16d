// Why the app is better on the home screen, and the way there in this browser; nothing where there is no way or it was refused.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

void draw_install_hint(Ui& ui, App& app);

}  // namespace constat::screens

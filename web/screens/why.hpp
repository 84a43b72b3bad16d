// "Why this figure?": value, interval, n, formula in words, source, version, and the visits behind it.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

// Drawn while Dialog::why is open.
void draw_why_dialog(Ui& ui, App& app);

}  // namespace constat::screens

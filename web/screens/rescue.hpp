// The rescue copy: making one, and taking one in.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

void draw_rescue(Ui& ui, App& app);

}  // namespace constat::screens

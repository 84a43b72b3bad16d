// The list of sessions, on the settings screen and on a person's page.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

// Keys of the catalogue: what is said where there is none (null for one's own list, which has at least this one), and the button
// that ends all but the one that asks.
void draw_open_sessions(Ui& ui, App& app, const char* none, const char* end_all);

}  // namespace constat::screens

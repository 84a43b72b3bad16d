// What the two pages of things set aside share: the buttons, and the dialog that asks for the reason.
#pragma once

#include <string>

#include "web/screens/common.hpp"

namespace constat::screens {

enum class Decides { visit, text };
void draw_decision_buttons(Ui& ui, App& app, Decides what, const std::string& sha256);
void draw_decision_dialog(Ui& ui, App& app, Decides what);

// What people decided on this visit, oldest first.
void draw_events(Ui& ui, App& app);

}  // namespace constat::screens

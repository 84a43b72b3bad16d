// API tokens.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

void draw_tokens(Ui& ui, App& app);
void draw_token_form(Ui& ui, App& app);

}  // namespace constat::screens

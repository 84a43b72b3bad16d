// What the pages of a programme's missions share.
#pragma once

#include <optional>
#include <string_view>

#include "web/screens/common.hpp"

namespace constat::screens {

ui::Tone tone_of_status(std::string_view status);

// Why the server did not do what was asked, with each of its problems.
void draw_refusal(Ui& ui, App& app, const std::optional<app::Refusal>& refusal);

}  // namespace constat::screens

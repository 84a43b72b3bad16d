// Where a visit stands, in one word: saved on the phone, received by the server, and what became of it.
#pragma once

#include <string_view>

#include "web/screens/common.hpp"

namespace constat::screens {

struct VisitState {
  std::string_view label;
  ui::Tone tone = ui::Tone::neutral;
  ui::Icon icon = ui::Icon::none;
};
VisitState visit_state(const App& app, const app::VisitSummary& visit);

}  // namespace constat::screens

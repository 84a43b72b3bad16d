// What the pages of an open visit share.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

// The open visit of the current route when it is in memory; otherwise draws why not (a whole screen) and gives none.
const app::OpenVisit* open_visit_or_explain(Ui& ui, App& app);

ScreenSpec filling_screen(const App& app, const app::OpenVisit& open, std::string back_href);

// Provisional score with what it can still become, when the mission allows it.
void draw_live_score(Ui& ui, App& app, const app::OpenVisit& open);

// "Saved" and its siblings, for the bottom bar.
void draw_overall_save_state(Ui& ui, App& app, const app::OpenVisit& open);

// What was noted in discreet mode, while there is any, and when that was.
void draw_notes(Ui& ui, App& app, const app::OpenVisit& open);

// The mission's scenario over the page.
void draw_scenario_dialog(Ui& ui, App& app, const app::OpenVisit& open);

// One missing thing as a link to its question.
void draw_missing(Ui& ui, App& app, const app::OpenVisit& open, const app::Missing& missing);

std::size_t number_of(const app::OpenVisit& open, ItemRef ref);  // of a visible question, from 1

}  // namespace constat::screens

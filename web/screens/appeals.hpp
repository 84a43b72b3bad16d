// Answers that a site contests: the words of the site, the decision, and the score before and after.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

// Whether whoever looks may contest answers of this visit.
bool can_contest(const App& app, const app::VisitResult& result);

void draw_appeals(Ui& ui, App& app, const app::VisitResult& result);
void draw_appeal_dialogs(Ui& ui, App& app, const app::VisitResult& result);

// What waits for a decision, in the list of those who review.
void draw_open_appeals(Ui& ui, App& app, const app::ReviewQueue& queue);

}  // namespace constat::screens

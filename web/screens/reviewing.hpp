// What a reviewer does on a visit's page, and what an investigator reads of it.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

// What was said last, with the way to the next visit of the queue.
void draw_reviewed(Ui& ui, App& app);

// Why to look twice, and the buttons that the visit's status allows. Nothing for whoever does not review.
void draw_review_panel(Ui& ui, App& app, const app::VisitResult& result);
void draw_review_dialog(Ui& ui, App& app, const app::VisitResult& result);

// On the phone: why a visit came back, and taking it up again.
void draw_returned(Ui& ui, App& app, const app::VisitSummary& visit, const Checklist* checklist);

}  // namespace constat::screens

// Every screen: draws what the state says and calls the app's actions. No scoring, no storage.
#pragma once

#include <string>

#include "web/app/app.hpp"
#include "web/ui/ui.hpp"

namespace constat::screens {

// The pages that only the whole module has (web/app/module.hpp). The field module draws without them, and its linker leaves
// them out.
struct Further {
  void (*draw)(ui::Ui&, app::App&);
  std::string (*title)(const app::App&);
};
const Further& further();

// The whole frame: picks the screen of the current route.
void draw(ui::Ui& ui, app::App& app, const Further* further);

// The pages that must not tell what they are.
bool is_discreet(app::Page page);

// The document's title: what the screen shows, then the product (not on a discreet page).
std::string page_title(const app::App& app, const Further* further);

void draw_sign_in(ui::Ui& ui, app::App& app);
void draw_missions(ui::Ui& ui, app::App& app);
void draw_mission(ui::Ui& ui, app::App& app);
void draw_section(ui::Ui& ui, app::App& app);
void draw_unanswered(ui::Ui& ui, app::App& app);
void draw_review(ui::Ui& ui, app::App& app);
void draw_discreet(ui::Ui& ui, app::App& app);
void draw_discreet_cover(ui::Ui& ui, app::App& app);
void draw_visits(ui::Ui& ui, app::App& app);
void draw_my_visit(ui::Ui& ui, app::App& app);
void draw_compare(ui::Ui& ui, app::App& app);
void draw_weights(ui::Ui& ui, app::App& app);
void draw_site(ui::Ui& ui, app::App& app);
void draw_result(ui::Ui& ui, app::App& app);
void draw_settings(ui::Ui& ui, app::App& app);
void draw_storage(ui::Ui& ui, app::App& app);
void draw_second_looks(ui::Ui& ui, app::App& app);
void draw_password(ui::Ui& ui, app::App& app);  // another one of one's own
void draw_review_queue(ui::Ui& ui, app::App& app);
void draw_quarantine(ui::Ui& ui, app::App& app);
void draw_set_aside(ui::Ui& ui, app::App& app);
void draw_parked_text(ui::Ui& ui, app::App& app);
void draw_plan(ui::Ui& ui, app::App& app);
void draw_plan_form(ui::Ui& ui, app::App& app);
void draw_plan_mission(ui::Ui& ui, app::App& app);
void draw_plan_edit(ui::Ui& ui, app::App& app);
void draw_payments(ui::Ui& ui, app::App& app);
void draw_fees(ui::Ui& ui, app::App& app);
void draw_audit(ui::Ui& ui, app::App& app);
void draw_overview(ui::Ui& ui, app::App& app);
void draw_heatmap(ui::Ui& ui, app::App& app);
void draw_groups(ui::Ui& ui, app::App& app);
void draw_drivers(ui::Ui& ui, app::App& app);
void draw_gaps(ui::Ui& ui, app::App& app);
void draw_investigators(ui::Ui& ui, app::App& app);
void draw_difference(ui::Ui& ui, app::App& app);
void draw_people(ui::Ui& ui, app::App& app);
void draw_person(ui::Ui& ui, app::App& app);
void draw_join(ui::Ui& ui, app::App& app);
void draw_programmes(ui::Ui& ui, app::App& app);
void draw_programme(ui::Ui& ui, app::App& app);
void draw_programme_form(ui::Ui& ui, app::App& app);
void draw_wave(ui::Ui& ui, app::App& app);
void draw_wave_form(ui::Ui& ui, app::App& app);
void draw_sites(ui::Ui& ui, app::App& app);
void draw_site_form(ui::Ui& ui, app::App& app);
void draw_site_import(ui::Ui& ui, app::App& app);
void draw_checklists(ui::Ui& ui, app::App& app);
void draw_checklist(ui::Ui& ui, app::App& app);
void draw_checklist_new(ui::Ui& ui, app::App& app);
void draw_checklist_changes(ui::Ui& ui, app::App& app);
void draw_gallery(ui::Ui& ui, app::App& app);

}  // namespace constat::screens

// The pages that only the whole module has: managers', reviewers' and administrators', and the gallery.
#include "web/screens/common.hpp"
#include "web/screens/report_links.hpp"
#include "web/screens/screens.hpp"
#include "web/screens/tokens.hpp"

namespace constat::screens {
namespace {

void draw_page(Ui& ui, App& app) {
  using app::Page;
  switch (app.state().route.page) {
    case Page::compare: return draw_compare(ui, app);
    case Page::weights: return draw_weights(ui, app);
    case Page::site: return draw_site(ui, app);
    case Page::result:
    case Page::second_look: return draw_result(ui, app);
    case Page::second_looks: return draw_second_looks(ui, app);
    case Page::review_queue: return draw_review_queue(ui, app);
    case Page::plan: return draw_plan(ui, app);
    case Page::plan_new: return draw_plan_form(ui, app);
    case Page::plan_mission: return draw_plan_mission(ui, app);
    case Page::plan_edit: return draw_plan_edit(ui, app);
    case Page::payments: return draw_payments(ui, app);
    case Page::audit: return draw_audit(ui, app);
    case Page::quarantine: return draw_quarantine(ui, app);
    case Page::set_aside: return draw_set_aside(ui, app);
    case Page::parked_text: return draw_parked_text(ui, app);
    case Page::overview: return draw_overview(ui, app);
    case Page::groups: return draw_groups(ui, app);
    case Page::heatmap: return draw_heatmap(ui, app);
    case Page::drivers: return draw_drivers(ui, app);
    case Page::gaps: return draw_gaps(ui, app);
    case Page::investigators: return draw_investigators(ui, app);
    case Page::difference: return draw_difference(ui, app);
    case Page::people: return draw_people(ui, app);
    case Page::person: return draw_person(ui, app);
    case Page::password: return draw_password(ui, app);
    case Page::links: return draw_report_links(ui, app);
    case Page::shared: return draw_shared_report(ui, app);
    case Page::tokens: return draw_tokens(ui, app);
    case Page::token_form: return draw_token_form(ui, app);
    case Page::programmes: return draw_programmes(ui, app);
    case Page::programme: return draw_programme(ui, app);
    case Page::programme_form: return draw_programme_form(ui, app);
    case Page::wave: return draw_wave(ui, app);
    case Page::wave_form: return draw_wave_form(ui, app);
    case Page::sites: return draw_sites(ui, app);
    case Page::site_form: return draw_site_form(ui, app);
    case Page::site_import: return draw_site_import(ui, app);
    case Page::checklists: return draw_checklists(ui, app);
    case Page::checklist: return draw_checklist(ui, app);
    case Page::checklist_new: return draw_checklist_new(ui, app);
    case Page::checklist_changes: return draw_checklist_changes(ui, app);
    case Page::gallery: return draw_gallery(ui, app);
    // draw.cpp has them; named here so that the compiler tells of a page that nobody draws.
    case Page::home:
    case Page::sign_in:
    case Page::join:
    case Page::missions:
    case Page::mission:
    case Page::visit:
    case Page::visit_section:
    case Page::visit_unanswered:
    case Page::visit_review:
    case Page::discreet:
    case Page::discreet_cover:
    case Page::visits:
    case Page::my_visit:
    case Page::fees:
    case Page::settings:
    case Page::storage:
    case Page::not_found: return;
  }
}

std::string own_title(const App& app) {
  const State& state = app.state();
  using app::Page;
  switch (state.route.page) {
    case Page::compare: return std::string(t(app, "compare.title"));
    case Page::weights: return std::string(t(app, "weights.title"));
    case Page::site: return state.site.value ? state.site.value->row.site.name : std::string(t(app, "site.bar_title"));
    case Page::overview: return std::string(t(app, "overview.title"));
    case Page::groups: return std::string(t(app, "groups.title"));
    case Page::heatmap: return std::string(t(app, "heatmap.title"));
    case Page::drivers: return std::string(t(app, "drivers.title"));
    case Page::gaps: return std::string(t(app, "gaps.title"));
    case Page::investigators: return std::string(t(app, "investigators.title"));
    case Page::difference: return std::string(t(app, "difference.title"));
    case Page::result: return std::string(t(app, "trace.bar_title"));
    case Page::second_looks:
    case Page::second_look: return std::string(t(app, "looks.title"));
    case Page::gallery: return std::string(t(app, "gallery.title"));
    case Page::review_queue: return std::string(t(app, "reviewing.title"));
    case Page::plan: return std::string(t(app, "plan.title"));
    case Page::payments: return std::string(t(app, "payment.title"));
    case Page::audit: return std::string(t(app, "audit.title"));
    case Page::people: return std::string(t(app, "admin.people"));
    case Page::password: return std::string(t(app, "password.title"));
    case Page::links: return std::string(t(app, "links.title"));
    case Page::shared: return std::string(t(app, "links.shared.title"));
    case Page::tokens: return std::string(t(app, "tokens.title"));
    case Page::token_form: return std::string(t(app, "tokens.new"));
    case Page::person: return state.route.id.empty() ? std::string(t(app, "admin.new_person")) : state.admin.person.value ? state.admin.person.value->person.name : std::string(t(app, "admin.person"));
    case Page::programmes: return std::string(t(app, "programmes.title"));
    case Page::programme:
      return state.admin.programmes.programme.value ? std::string(in(app, state.admin.programmes.programme.value->title)) : std::string(t(app, "programmes.programme"));
    case Page::programme_form: return std::string(t(app, state.route.id.empty() ? "programmes.new" : "programmes.edit"));
    case Page::wave: return state.admin.programmes.wave.value ? std::string(in(app, state.admin.programmes.wave.value->wave.title)) : std::string(t(app, "programmes.wave"));
    case Page::wave_form: return std::string(t(app, state.route.id.empty() ? "programmes.new_wave" : "programmes.edit_wave"));
    case Page::sites: return std::string(t(app, "admin.sites"));
    case Page::site_form: return state.route.id.empty() ? std::string(t(app, "admin.new_site")) : state.admin.site.value ? state.admin.site.value->site.name : std::string(t(app, "admin.site"));
    case Page::site_import: return std::string(t(app, "admin.import.title"));
    case Page::checklists: return std::string(t(app, "admin.checklists"));
    case Page::checklist: return std::string(t(app, "admin.checklist"));
    case Page::checklist_new: return std::string(t(app, "admin.upload.title"));
    case Page::checklist_changes: return std::string(t(app, "admin.changes.title"));
    case Page::plan_new: return std::string(t(app, "plan.new_title"));
    case Page::plan_edit: return std::string(t(app, "plan.edit_title"));
    case Page::plan_mission:
      if (state.board.value)
        if (const app::ListedMission* mission = state.board.value->find(state.route.id)) return mission->site.name;
      return std::string(t(app, "mission.bar_title"));
    case Page::quarantine: return std::string(t(app, "quarantine.title"));
    case Page::set_aside:
    case Page::parked_text: return std::string(t(app, "quarantine.bar_title"));
    default: return {};
  }
}

}  // namespace

const Further& further() {
  static constexpr Further kFurther{&draw_page, &own_title};
  return kFurther;
}

}  // namespace constat::screens

#include "web/screens/common.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_message(Ui& ui, App& app, ui::Icon icon, std::string_view title, std::string_view what, std::string_view action) {
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  ui.space(ui::Space::section);
  if (ui.empty_state("message", icon, title, what, action)) app.reload_page();
  end_screen(ui);
}

void draw_elsewhere(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  ui.space(ui::Space::section);
  const char* title = state.was_owner ? "storage.elsewhere_lost" : "app.elsewhere.title";
  const char* what = state.was_owner ? "storage.elsewhere_lost_what" : "app.elsewhere.what";
  const char* action = state.action_busy ? "app.elsewhere.busy" : state.was_owner ? "storage.elsewhere_back" : "app.elsewhere.take_over";
  if (ui.empty_state("elsewhere", ui::Icon::info, t(app, title), t(app, what), t(app, action)))
    app.take_over();
  ui.space(ui::Space::medium);
  if (state.unsaved_kept > 0) ui.banner("unsaved", ui::Tone::warning, tn(app, "storage.elsewhere_unsaved", state.unsaved_kept));
  if (state.action_failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *state.action_failure));
  end_screen(ui);
}

void draw_not_found(Ui& ui, App& app) {
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  ui.space(ui::Space::section);
  if (ui.empty_state("not-found", ui::Icon::search, t(app, "app.not_found.title"), t(app, "app.not_found.what"),
                     t(app, "app.not_found.home")))
    app.go_home();
  end_screen(ui);
}

void draw_page(Ui& ui, App& app) {
  using app::Page;
  switch (app.state().route.page) {
    case Page::home:
    case Page::sign_in: return draw_sign_in(ui, app);
    case Page::missions: return draw_missions(ui, app);
    case Page::mission: return draw_mission(ui, app);
    case Page::visit:
    case Page::visit_section: return draw_section(ui, app);
    case Page::visit_unanswered: return draw_unanswered(ui, app);
    case Page::visit_review: return draw_review(ui, app);
    case Page::discreet: return draw_discreet(ui, app);
    case Page::discreet_cover: return draw_discreet_cover(ui, app);
    case Page::visits: return draw_visits(ui, app);
    case Page::my_visit: return draw_my_visit(ui, app);
    case Page::compare: return draw_compare(ui, app);
    case Page::weights: return draw_weights(ui, app);
    case Page::site: return draw_site(ui, app);
    case Page::result: return draw_result(ui, app);
    case Page::settings: return draw_settings(ui, app);
    case Page::storage: return draw_storage(ui, app);
    case Page::review_queue: return draw_review_queue(ui, app);
    case Page::plan: return draw_plan(ui, app);
    case Page::plan_new: return draw_plan_form(ui, app);
    case Page::plan_mission: return draw_plan_mission(ui, app);
    case Page::payments: return draw_payments(ui, app);
    case Page::fees: return draw_fees(ui, app);
    case Page::audit: return draw_audit(ui, app);
    case Page::quarantine: return draw_quarantine(ui, app);
    case Page::set_aside: return draw_set_aside(ui, app);
    case Page::parked_text: return draw_parked_text(ui, app);
    case Page::overview: return draw_overview(ui, app);
    case Page::heatmap: return draw_heatmap(ui, app);
    case Page::drivers: return draw_drivers(ui, app);
    case Page::gaps: return draw_gaps(ui, app);
    case Page::investigators: return draw_investigators(ui, app);
    case Page::difference: return draw_difference(ui, app);
    case Page::people: return draw_people(ui, app);
    case Page::person: return draw_person(ui, app);
    case Page::join: return draw_join(ui, app);
    case Page::sites: return draw_sites(ui, app);
    case Page::site_form: return draw_site_form(ui, app);
    case Page::site_import: return draw_site_import(ui, app);
    case Page::checklists: return draw_checklists(ui, app);
    case Page::checklist: return draw_checklist(ui, app);
    case Page::checklist_new: return draw_checklist_new(ui, app);
    case Page::checklist_changes: return draw_checklist_changes(ui, app);
    case Page::gallery: return draw_gallery(ui, app);
    case Page::not_found: return draw_not_found(ui, app);
  }
}

}  // namespace

void draw(Ui& ui, App& app) {
  const State& state = app.state();
  switch (state.phase) {
    case app::Phase::starting:
      begin_screen(ui, app, {.title = is_discreet(state.route.page) ? page_title(app) : std::string(t(app, "app.name"))});
      ui.text("loading", t(app, "app.loading"), ui::TextStyle::secondary);
      end_screen(ui);
      return;
    case app::Phase::unusable:
      return draw_message(ui, app, ui::Icon::error, t(app, "app.unusable.title"),
                          app::reason(app.language(), state.start_failure.value_or(app::Failure{"unknown", {}, {}})),
                          t(app, "app.try_again"));
    case app::Phase::elsewhere:
      return draw_elsewhere(ui, app);
    case app::Phase::ready: break;
  }
  if (app.take_scroll_to_top()) ui.scroll_to_top();
  // Widgets of one screen never share an identity with those of another.
  app::Route place = state.route;
  place.item.clear();
  place.status.clear();
  place.text.clear();
  if (place.page == app::Page::people) place.part.clear();
  if (place.page == app::Page::sites) place.region.clear(), place.tag.clear();
  ui.push_key(ui::Key("screen", app::to_hash(place)));
  draw_page(ui, app);
  ui.pop_key();
}

}  // namespace constat::screens

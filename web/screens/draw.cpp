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

// A page that this module does not have: the shell is bringing the one that has it.
void draw_awaited(Ui& ui, App& app) {
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  if (!app.state().module_unreachable) {
    ui.text("loading", t(app, "app.loading"), ui::TextStyle::secondary);
  } else {
    ui.space(ui::Space::section);
    if (ui.empty_state("unreachable", ui::Icon::cloud_off, t(app, "app.further.title"), t(app, "app.further.what"), t(app, "app.try_again")))
      app.ask_for_module();
  }
  end_screen(ui);
}

void draw_page(Ui& ui, App& app, const Further* further) {
  using app::Page;
  switch (app.state().route.page) {
    case Page::home:
    case Page::sign_in: return draw_sign_in(ui, app);
    case Page::join: return draw_join(ui, app);
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
    case Page::fees: return draw_fees(ui, app);
    case Page::settings: return draw_settings(ui, app);
    case Page::storage: return draw_storage(ui, app);
    case Page::not_found: return draw_not_found(ui, app);
    default: return further ? further->draw(ui, app) : draw_awaited(ui, app);
  }
}

}  // namespace

void draw(Ui& ui, App& app, const Further* further) {
  const State& state = app.state();
  switch (state.phase) {
    case app::Phase::starting:
      if (state.signs_in_early && state.route.page == app::Page::sign_in) break;
      begin_screen(ui, app, {.title = is_discreet(state.route.page) ? page_title(app, further) : std::string(t(app, "app.name"))});
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
  draw_page(ui, app, further);
  ui.pop_key();
}

}  // namespace constat::screens

#include "web/screens/common.hpp"

#include <vector>

namespace constat::screens {
namespace {

void draw_app_bar(Ui& ui, App& app, const ScreenSpec& spec) {
  const State& state = app.state();
  std::string status;
  ui::AppBarSpec bar;
  if (state.session) {
    if (state.sync.unsent > 0) status = tn(app, "app.unsent", state.sync.unsent);
    if (!state.sync.online)
      status = status.empty() ? std::string(t(app, "app.offline")) : t(app, "app.offline_unsent", {status});
    bar.status_icon = !state.sync.online ? ui::Icon::cloud_off : ui::Icon::cloud_waiting;
    bar.status_tone = state.sync.unsent > 0 ? ui::Tone::warning : ui::Tone::neutral;
    if (!status.empty()) bar.status_href = "#/storage";
  }
  bar.title = spec.title;
  bar.back_href = spec.back_href;
  bar.back_label = spec.back_label.empty() ? t(app, "app.back") : std::string_view(spec.back_label);
  bar.status = status;
  bar.progress = spec.progress;
  bar.progress_label = spec.progress_label;
  ui.app_bar(bar);
}

bool is_of_figures(app::Page page) {
  using app::Page;
  switch (page) {
    case Page::compare:
    case Page::site:
    case Page::result:
    case Page::overview:
    case Page::groups:
    case Page::links:
    case Page::weights:
    case Page::heatmap:
    case Page::drivers:
    case Page::gaps:
    case Page::investigators:
    case Page::difference: return true;
    default: return false;
  }
}

bool is_of_programmes(app::Page page) {
  using app::Page;
  return page == Page::programmes || page == Page::programme || page == Page::programme_form || page == Page::wave || page == Page::wave_form;
}

bool is_of_administration(app::Page page) {
  using app::Page;
  switch (page) {
    case Page::tokens:
    case Page::token_form:
    case Page::people:
    case Page::person:
    case Page::sites:
    case Page::site_form:
    case Page::site_import:
    case Page::checklists:
    case Page::checklist:
    case Page::checklist_new:
    case Page::checklist_changes: return true;
    default: return false;
  }
}

// A place where something waits: in words with its count, and apart for a narrow tab.
struct Waiting {
  std::string label, tab, count;
};

Waiting waiting(const App& app, std::string_view name, std::string_view name_with_count, std::int64_t count) {
  constexpr std::int64_t kMostShown = 99;
  Waiting made;
  made.tab = t(app, name);
  made.label = made.tab;
  if (count <= 0) return made;
  made.label = t(app, name_with_count, {count_text(app, count)});
  made.count = count > kMostShown ? std::to_string(kMostShown) + "+" : std::to_string(count);
  return made;
}

void draw_navigation(Ui& ui, App& app) {
  const State& state = app.state();
  if (!state.session) return;
  using app::Page;
  const Page page = state.route.page;
  const bool investigator = state.session->is_investigator();
  const bool has_missions = state.missions.value && !state.missions.value->missions.empty();
  std::vector<ui::NavItem> items;
  if (!investigator)
    items.push_back({"compare", t(app, "app.nav.compare"), "#/compare", ui::Icon::compare,
                     is_of_figures(page)});
  if (state.session->plans())
    items.push_back({"plan", t(app, "plan.nav"), "#/plan", ui::Icon::calendar,
                     page == Page::plan || page == Page::plan_new || page == Page::plan_mission || page == Page::plan_edit || page == Page::payments || is_of_programmes(page)});
  if (investigator || has_missions) {
    items.push_back({"missions", t(app, "app.nav.missions"), "#/missions", ui::Icon::missions,
                     page == Page::missions || page == Page::mission});
    items.push_back({"visits", t(app, "app.nav.visits"), "#/visits", ui::Icon::visits,
                     page == Page::visits || page == Page::my_visit || page == Page::fees});
  }
  const Waiting review = waiting(app, "reviewing.nav", "reviewing.nav_count", state.review_queue.value ? state.review_queue.value->to_do() : 0);
  const Waiting quarantine = waiting(app, "quarantine.nav", "quarantine.nav_count",
                                     state.quarantine.value ? static_cast<std::int64_t>(state.quarantine.value->size()) : 0);
  if (state.session->decides()) {
    items.push_back({"review", review.label, "#/review", ui::Icon::check, page == Page::review_queue || page == Page::second_looks || page == Page::second_look, review.tab, review.count});
    items.push_back({"quarantine", quarantine.label, "#/quarantine", ui::Icon::inbox,
                     page == Page::quarantine || page == Page::set_aside || page == Page::parked_text, quarantine.tab, quarantine.count});
  }
  // A phone's bar has no room for one more: there they stand in the settings.
  const bool keeps = state.session->administers() && !ui.is_compact();
  if (keeps) items.push_back({"admin", t(app, "admin.nav"), "#/people", ui::Icon::person, is_of_administration(page)});
  items.push_back({"settings", t(app, "app.nav.settings"), "#/settings", ui::Icon::settings,
                   page == Page::settings || page == Page::storage || page == Page::audit || (!keeps && is_of_administration(page))});
  ui.navigation(t(app, "app.nav.label"), items);
}

}  // namespace

void begin_screen(Ui& ui, App& app, const ScreenSpec& spec) {
  const State& state = app.state();
  draw_app_bar(ui, app, spec);
  if (!spec.filling) draw_navigation(ui, app);
  ui.begin_page(spec.title, spec.width);
  if (!state.storage.problem.empty()) {
    if (ui.banner("storage", ui::Tone::bad,
                  t(app, "app.not_saving", {app::reason(app.language(), {state.storage.problem, {}, {}})}),
                  t(app, "app.try_again")))
      app.retry_all_saves();
    ui.space(ui::Space::medium);
  }
  if (!spec.filling && state.session && state.session->demo) {
    ui.badge("demo", t(app, "app.demo_data"), ui::Tone::neutral, ui::Icon::info);
    ui.space(ui::Space::small);
  }
}

void end_screen(Ui& ui) { ui.end_page(); }

void draw_failure(Ui& ui, App& app, const app::Failure& failure) {
  const std::string why = app::reason(app.language(), failure);
  const ui::Icon icon = failure.code == "offline" ? ui::Icon::cloud_off : ui::Icon::error;
  if (ui.empty_state("failure", icon, t(app, failure.code == "offline" ? "app.failed_offline" : "app.failed"), why,
                     t(app, "app.try_again")))
    app.refresh();
}

ui::Tone tone_of_passed(std::optional<bool> passed) {
  if (!passed) return ui::Tone::neutral;
  return *passed ? ui::Tone::good : ui::Tone::bad;
}

std::string passed_text(const App& app, std::optional<bool> passed) {
  if (!passed) return {};
  return std::string(t(app, *passed ? "app.passed" : "app.not_passed"));
}

std::string site_line(const app::SiteDoc& site) {
  if (site.city.empty() || site.city == site.region) return site.region;
  return site.region.empty() ? site.city : site.city + " · " + site.region;
}

std::string contact_mode(const App& app, std::string_view mode) { return app::coded(app.language(), "app.contact_mode", mode); }

}  // namespace constat::screens

#include "web/screens/figures.hpp"

#include <algorithm>

#include "web/screens/kpi_cells.hpp"
#include "web/screens/why.hpp"

namespace constat::screens {
namespace {

struct Place {
  app::Page page;
  const char* text;
};
constexpr Place kPlaces[] = {{app::Page::overview, "figures.overview"}, {app::Page::compare, "figures.sites"},
                             {app::Page::groups, "figures.groups"},     {app::Page::heatmap, "figures.heatmap"},
                             {app::Page::drivers, "figures.drivers"},   {app::Page::gaps, "figures.gaps"},
                             {app::Page::investigators, "figures.investigators"}, {app::Page::weights, "figures.weights"}};

// One of several, as buttons that stay pressed; "" stands for all.
std::optional<std::string> choose(Ui& ui, App& app, std::string_view key, std::string_view label, const std::vector<std::string>& all,
                                  const std::string& current) {
  std::optional<std::string> chosen;
  ui.begin_group(ui::Key(key), ui::GroupRole::group, label);
  ui.text("label", label, ui::TextStyle::small);
  ui.begin_row();
  const auto offer = [&](const std::string& value, std::string_view words) {
    const bool on = value == current;
    if (ui.button(ui::Key("option", value), {.label = words, .kind = on ? ui::ButtonKind::primary : ui::ButtonKind::secondary, .pressed = on}) && !on)
      chosen = value;
  };
  offer("", t(app, "figures.all"));
  for (const std::string& each : all) offer(each, each);
  ui.end_row();
  ui.end_group();
  return chosen;
}

}  // namespace

void draw_figure_pages(Ui& ui, App& app) {
  const State& state = app.state();
  const app::Route& here = state.route;
  ui.begin_group("figure-pages", ui::GroupRole::group, t(app, "figures.pages"));
  ui.begin_row();
  for (const Place& place : kPlaces) {
    const bool for_deciders = place.page == app::Page::investigators || place.page == app::Page::weights;
    if (for_deciders && !(state.session && state.session->decides())) continue;
    if (place.page == app::Page::groups && state.session && !state.session->sees_all_sites()) continue;
    if (place.page == here.page) {
      ui.badge(place.text, t(app, place.text), ui::Tone::accent);
      continue;
    }
    app::Route to{.page = place.page, .wave = here.page == app::Page::difference ? std::string() : here.wave};
    to.region = here.region;
    to.tag = here.tag;
    ui.link(place.text, t(app, place.text), app::to_hash(to));
  }
  ui.end_row();
  ui.end_group();
  ui.space(ui::Space::small);
}

void begin_figures(Ui& ui, App& app, const FigurePage& page) {
  begin_screen(ui, app, {.title = std::string(t(app, "app.name")), .back_href = page.back_href, .back_label = page.back_label, .width = ui::Width::wide});
  ui.heading("title", 1, page.title);
  draw_figure_pages(ui, app);
}

void end_figures(Ui& ui, App& app) {
  end_screen(ui);
  draw_why_dialog(ui, app);
}

ChosenScope draw_scope(Ui& ui, App& app, const app::InsightScope& scope, Filters filters) {
  ChosenScope out;
  if (scope.limited) ui.text("limited", tn(app, "figures.limited", *scope.limited), ui::TextStyle::strong);
  out.wave = draw_waves(ui, app, scope.waves, scope.wave);
  if (filters == Filters::none || (scope.regions.empty() && scope.tags.empty())) return out;
  const std::string chosen = scope.region.empty() ? scope.tag : scope.tag.empty() ? scope.region : scope.region + " · " + scope.tag;
  const bool open = app.state().filters_open;
  if (ui.disclosure("filters", chosen.empty() ? std::string(t(app, "figures.all_sites")) : t(app, "figures.some_sites", {chosen}), open)) app.toggle_filters();
  if (open) {
    if (scope.regions.size() > 1) out.region = choose(ui, app, "regions", t(app, "figures.region"), scope.regions, scope.region);
    if (!scope.tags.empty()) out.tag = choose(ui, app, "tags", t(app, "figures.tag"), scope.tags, scope.tag);
  }
  ui.space(ui::Space::medium);
  return out;
}

void ChosenScope::apply(App& app, const app::InsightScope& scope) const {
  if (!wave && !region && !tag) return;
  app.filter_figures(wave.value_or(scope.wave), region.value_or(scope.region), tag.value_or(scope.tag));
}

SitesOnPage draw_sites_page(Ui& ui, App& app, std::size_t total, std::size_t room) {
  const State& state = app.state();
  const std::size_t pages = total == 0 ? 1 : (total + room - 1) / room, turned = state.sites_page_of == state.route.page ? state.sites_page : 0;
  const std::size_t page = std::min(turned, pages - 1), first = page * room, last = std::min(total, first + room);
  if (pages > 1) {
    ui.begin_row();
    if (ui.button("before", {.label = t(app, "figures.sites_before"), .icon = ui::Icon::back, .enabled = page > 0})) app.turn_sites_page(page - 1);
    if (ui.button("after", {.label = t(app, "figures.sites_after"), .icon = ui::Icon::chevron_right, .enabled = page + 1 < pages})) app.turn_sites_page(page + 1);
    ui.text("page", t(app, "figures.sites_page", {count_text(app, first + 1), count_text(app, last), count_text(app, total)}), ui::TextStyle::secondary);
    ui.end_row();
    ui.space(ui::Space::small);
  }
  return {first, last};
}

bool why_button(Ui& ui, const App& app, ui::Key key, std::string_view of) {
  return ui.button(key, {.label = t(app, "why.button"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::info, .description = of});
}

std::string number(const App& app, double value) { return format_number(app.language(), value, 1); }
std::string percent(const App& app, double value) { return format_percent(app.language(), value, 1); }
std::string points(const App& app, double value) { return app::signed_number(app.language(), value, 1); }
std::string span(const App& app, const app::Span& interval) { return t(app, "app.interval", {number(app, interval.low), number(app, interval.high)}); }
std::string signed_span(const App& app, const app::Span& interval) { return t(app, "app.interval", {points(app, interval.low), points(app, interval.high)}); }

std::string visits_query(std::initializer_list<std::pair<std::string_view, std::string_view>> parameters) {
  std::string query;
  for (const auto& [name, value] : parameters)
    if (!value.empty()) query += (query.empty() ? "?" : "&") + std::string(name) + "=" + app::encoded_part(value);
  return query;
}

std::string wave_title(const App& app, const std::vector<app::Wave>& waves, const std::string& wave) {
  for (const app::Wave& each : waves)
    if (each.id == wave) return std::string(in(app, each.title));
  return wave == "all" ? std::string(t(app, "compare.all_waves")) : wave;
}

std::string joined(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& each : sentences)
    if (!each.empty()) out += (out.empty() ? "" : " ") + each;
  return out;
}

}  // namespace constat::screens

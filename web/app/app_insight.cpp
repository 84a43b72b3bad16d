// Managers' figures beyond the comparison: asking for them, choosing of what they are, and why a figure is what it is.
#include <initializer_list>
#include <utility>

#include "web/app/app.hpp"
#include "web/app/parse_comparison.hpp"
#include "web/app/parse_insight.hpp"

namespace constat::app {
namespace {

using Parameter = std::pair<std::string_view, std::string_view>;

std::string address(std::string path, std::initializer_list<Parameter> parameters) {
  char separator = '?';
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    path += separator + std::string(name) + "=" + encoded_part(value);
    separator = '&';
  }
  return path;
}

}  // namespace

template <class T>
void App::fetch_new(Loadable<T>& slot, std::string path, T (*read)(const Json&)) {
  std::string& before = fetched_path_[&slot];
  if (before != path) slot = {};
  before = path;
  fetch(slot, std::move(path), read);
}

void App::load_figures() {
  const Route& route = state_.route;
  const Parameter wave{"wave", route.wave}, region{"region", route.region}, tag{"tag", route.tag};
  switch (route.page) {
    case Page::overview: return fetch_new(state_.overview, address("/api/v1/overview", {wave, region, tag}), &read_overview);
    case Page::groups: return fetch_new(state_.groups, address("/api/v1/groups", {wave, {"by", route.part}}), &read_groups);
    case Page::heatmap:
      return fetch_new(state_.heat_map, address("/api/v1/heatmap", {wave, region, tag, {"checklist", route.part}}), &read_heat_map);
    case Page::drivers:
      return fetch_new(state_.drivers, address("/api/v1/drivers", {wave, region, tag, {"outcome", route.part}, {"level", route.question}}), &read_drivers);
    case Page::weights:
      if (route.id == kIndexWeights) return fetch_new(state_.index_weights, address("/api/v1/comparison", {wave, region, tag}), &read_index_material);
      return fetch_new(state_.weights, address("/api/v1/columns", {wave, region, tag, {"checklist", route.part}, {"version", route.question}}), &read_weight_material);
    case Page::gaps: return fetch_new(state_.gaps, address("/api/v1/gaps", {wave, {"site", route.id}}), &read_gaps);
    case Page::investigators: return fetch_new(state_.investigators, address("/api/v1/investigators", {wave}), &read_investigators);
    case Page::site: return fetch_new(state_.trend, address("/api/v1/sites/" + encoded_part(route.id) + "/trend", {wave}), &read_trend);
    case Page::difference:
      // What may be chosen is in the comparison.
      if (route.other.empty()) {
        if (!state_.comparison.value) fetch(state_.comparison, "/api/v1/comparison", &read_comparison);
        return;
      }
      return fetch_new(state_.difference, address("/api/v1/difference", {{"a", route.id}, {"a_wave", route.wave}, {"b", route.other}, {"b_wave", route.other_wave}}),
                       &read_difference);
    default: return;
  }
}

void App::filter_figures(const std::string& wave, const std::string& region, const std::string& tag) {
  Route route = state_.route;
  route.wave = wave;
  route.region = region;
  route.tag = tag;
  state_.sites_page = 0;
  go(route);
}

void App::toggle_filters() { state_.filters_open = !state_.filters_open; }

void App::turn_sites_page(std::size_t page) {
  state_.sites_page = page;
  state_.sites_page_of = state_.route.page;
}

void App::ask_why(Why why) {
  const std::string query = why.visits_query;
  state_.why = std::move(why);
  state_.why_visits = {};
  open_dialog(Dialog::why);
  if (query != "-" && state_.session && state_.session->role != "client") fetch(state_.why_visits, "/api/v1/figures/visits" + query, &read_figure_visits);
}

}  // namespace constat::app

// What is said of regions and tags.
#include <algorithm>

#include "web/app/insight_reading.hpp"
#include "web/app/parse_comparison.hpp"

namespace constat::app {
namespace {

std::optional<GroupReport::Distance> read_distance(const Json& json) {
  const Json* found = object_of(json, "distance");
  if (!found) return std::nullopt;
  return GroupReport::Distance{figure_of(*found, "difference"), figure_of(*found, "others"), read_span(*found, "interval"),
                               count_of(*found, "visits"), count_of(*found, "sites"), bool_of(*found, "sure")};
}

GroupReport::Group read_group(const Json& json) {
  GroupReport::Group out;
  out.name = text_of(json, "name");
  out.sites = count_of(json, "sites");
  out.mean = read_mean(json);
  if (const Json* change = object_of(json, "change")) out.change = read_move(*change);
  out.distance = read_distance(json);
  out.index = number_of(json, "index");
  if (const Json* kpis = object_of(json, "kpis"))
    for (const JsonMember& kpi : kpis->members)
      if (kpi.value.is(JsonKind::object)) out.kpis[kpi.name] = read_kpi(kpi.value);
  return out;
}

}  // namespace

GroupReport read_groups(const Json& body) {
  GroupReport out;
  out.scope = read_scope(body);
  out.by_tag = text_of(body, "by") == "tag";
  out.previous = text_of(body, "previous");
  out.mean = read_mean(body);
  if (const Json* spread = object_of(body, "spread")) {
    out.sigma = figure_of(*spread, "sigma");
    out.degrees = count_of(*spread, "degrees");
  }
  out.sites = count_of(body, "sites");
  out.outside = count_of(body, "outside");
  if (const Json* labels = object_of(body, "kpi_labels"))
    for (const JsonMember& label : labels->members)
      if (label.value.is(JsonKind::string)) out.kpi_labels[label.name] = label.value.text;
  out.groups = read_list(body, "groups", &read_group);
  std::stable_sort(out.groups.begin(), out.groups.end(), [](const auto& a, const auto& b) {
    return a.mean && b.mean ? a.mean->value > b.mean->value : a.mean.has_value() && !b.mean;
  });
  return out;
}

}  // namespace constat::app

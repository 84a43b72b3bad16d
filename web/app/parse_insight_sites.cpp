// What is said of single sites and people.
#include <algorithm>
#include <cmath>

#include "web/app/insight_reading.hpp"

namespace constat::app {
namespace {

VoiceValue read_voice(const Json& json) {
  return {text_of(json, "voice"), count_of(json, "n"), number_of(json, "value"), read_span(json, "interval")};
}

VoiceDifference read_gap(const Json& json) {
  return {text_of(json, "a"), text_of(json, "b"), figure_of(json, "difference"), read_span(json, "interval"), bool_of(json, "sure")};
}

Criterion read_criterion(const Json& json) {
  Criterion out{text_of(json, "id"), read_list(json, "voices", &read_voice), read_list(json, "gaps", &read_gap)};
  for (VoiceValue& silent : read_list(json, "silent", &read_voice)) {
    silent.value.reset();
    out.voices.push_back(std::move(silent));
  }
  return out;
}

InvestigatorReport::Person read_investigator(const Json& json) {
  InvestigatorReport::Person out{text_of(json, "id"), text_of(json, "name"), count_of(json, "visits"), count_of(json, "sites"), figure_of(json, "mean"),
                                 number_of(json, "expected"), number_of(json, "leniency"), read_span(json, "interval")};
  if (out.name.empty()) out.name = out.id;
  return out;
}

std::optional<InvestigatorReport::Agreement> read_agreement(const Json& json, std::string_view name) {
  const Json* found = object_of(json, name);
  if (!found) return std::nullopt;
  return InvestigatorReport::Agreement{figure_of(*found, "value"), figure_of(*found, "observed"), read_span(*found, "interval"), count_of(*found, "units")};
}

TrendPoint read_point(const Json& json) {
  TrendPoint out;
  out.at = text_of(json, "at");
  if (out.at.empty()) out.at = text_of(json, "period");
  out.visit = text_of(json, "visit");
  out.value = figure_of(json, "value");
  out.score = number_of(json, "score").value_or(out.value);
  out.limits = read_span(json, "limits");
  out.n = count_of(json, "n");
  out.out = bool_of(json, "out");
  return out;
}

std::optional<TrendChart> read_chart(const Json& json) {
  const Json* chart = object_of(json, "chart");
  if (!chart) return std::nullopt;
  return TrendChart{figure_of(*chart, "center"), figure_of(*chart, "sigma"), read_list(*chart, "points", &read_point)};
}

std::optional<DifferenceRow::Side> read_side(const Json& json, std::string_view name) {
  const Json* side = object_of(json, name);
  if (!side) return std::nullopt;
  return DifferenceRow::Side{number_of(*side, "value"), read_span(*side, "interval"), count_of(*side, "n")};
}

DifferenceRow read_difference_row(const Json& json) {
  DifferenceRow out;
  out.kpi = text_of(json, "kpi");
  out.label = text_of(json, "label");
  out.a = read_side(json, "a");
  out.b = read_side(json, "b");
  if (const Json* difference = object_of(json, "difference")) {
    out.difference = number_of(*difference, "value");
    out.interval = read_span(*difference, "interval");
    out.sure = bool_of(*difference, "sure");
  }
  return out;
}

FigureVisits::Entry read_entry(const Json& json) {
  return {text_of(json, "id"), text_of(json, "started_at"), read_site_of(json), MicroPercent{std::llround(figure_of(json, "score") * 1e6)},
          number_of(json, "points")};
}

}  // namespace

GapReport read_gaps(const Json& body) {
  GapReport out;
  out.scope = read_scope(body);
  out.site = text_of(body, "site");
  out.sites = read_list(body, "sites", &read_site);
  out.criteria = read_list(body, "criteria", &read_criterion);
  out.suppress_below = integer_of(body, "suppress_below").value_or(out.suppress_below);
  return out;
}

InvestigatorReport read_investigators(const Json& body) {
  InvestigatorReport out;
  out.scope = read_scope(body);
  out.visits = count_of(body, "visits");
  out.degrees = count_of(body, "degrees");
  out.groups = count_of(body, "groups");
  out.sigma = figure_of(body, "sigma");
  out.people = read_list(body, "investigators", &read_investigator);
  std::stable_sort(out.people.begin(), out.people.end(), [](const auto& a, const auto& b) {
    if (a.leniency.has_value() != b.leniency.has_value()) return a.leniency.has_value();
    return a.leniency && *a.leniency > *b.leniency;
  });
  if (const Json* agreement = object_of(body, "agreement")) {
    out.ac1 = read_agreement(*agreement, "ac1");
    out.kappa = read_agreement(*agreement, "kappa");
  }
  return out;
}

SiteTrend read_trend(const Json& body) {
  SiteTrend out;
  out.site = read_site_of(body).id;
  out.wave = text_of(body, "wave");
  if (const Json* visits = object_of(body, "visits")) {
    out.visits = count_of(*visits, "visits");
    out.fewest_visits = count_of(*visits, "fewest");
    out.scores = read_chart(*visits);
  }
  if (const Json* customers = object_of(body, "customers")) {
    out.periods = count_of(*customers, "periods");
    out.fewest_periods = count_of(*customers, "fewest");
    out.hidden = count_of(*customers, "hidden");
    out.suppress_below = integer_of(*customers, "suppress_below").value_or(out.suppress_below);
    out.customers = read_chart(*customers);
  }
  out.weaknesses = read_list(body, "weaknesses", &read_weakness);
  return out;
}

DifferenceReport read_difference(const Json& body) {
  DifferenceReport out;
  out.waves = read_scope(body).waves;
  out.sites = read_list(body, "sites", &read_site);
  const auto side = [&](std::string_view name, SiteDoc& site, std::string& wave) {
    const Json* found = object_of(body, name);
    if (!found) return;
    site = read_site_of(*found);
    wave = text_of(*found, "wave");
  };
  side("a", out.a, out.wave_a);
  side("b", out.b, out.wave_b);
  out.rows = read_list(body, "rows", &read_difference_row);
  return out;
}

FigureVisits read_figure_visits(const Json& body) { return {count_of(body, "count"), read_list(body, "visits", &read_entry)}; }

}  // namespace constat::app

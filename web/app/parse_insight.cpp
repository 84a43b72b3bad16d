#include "web/app/parse_insight.hpp"

#include <algorithm>
#include <cmath>

#include "web/app/insight_reading.hpp"

namespace constat::app {
namespace {

std::vector<std::string> read_words(const Json& json, std::string_view name) {
  std::vector<std::string> out;
  if (const Json* list = array_of(json, name))
    for (const Json& entry : list->elements)
      if (entry.is(JsonKind::string)) out.push_back(entry.text);
  return out;
}

Wave read_wave(const Json& json) {
  Wave wave{text_of(json, "id"), localized_of(json, "title")};
  if (wave.title.empty()) wave.title.by_language = {{"fr", wave.id}, {"en", wave.id}};
  return wave;
}

Overview::CriticalVisit read_critical(const Json& json) {
  Overview::CriticalVisit out{read_site_of(json), text_of(json, "visit"), text_of(json, "started_at"), {}};
  if (const Json* items = array_of(json, "items"))
    for (const Json& item : items->elements) {
      LocalizedText words;
      for (const JsonMember& member : item.members)
        if (member.value.is(JsonKind::string)) words.by_language[member.name] = member.value.text;
      out.items.push_back(std::move(words));
    }
  return out;
}

Overview::Unvisited read_unvisited(const Json& json) { return {read_site_of(json), count_of(json, "waiting")}; }

Overview::Small read_small(const Json& json) {
  return {read_site_of(json), count_of(json, "visits"), count_of(json, "responses"), bool_of(json, "few_responses")};
}

std::optional<HeatCell> read_cell(const Json& json) {
  if (!json.is(JsonKind::object)) return std::nullopt;
  return HeatCell{number_of(json, "value"), count_of(json, "n"), bool_of(json, "small_sample")};
}

HeatRow read_heat_row(const Json& json) {
  HeatRow out;
  out.id = text_of(json, "id");
  out.code = text_of(json, "code");
  out.prompt = localized_of(json, "prompt");
  if (const Json* network = object_of(json, "network")) out.network = read_cell(*network);
  out.cells = read_list(json, "cells", &read_cell);
  return out;
}

HeatSection read_heat_section(const Json& json) {
  return {text_of(json, "id"), localized_of(json, "title"), read_list(json, "items", &read_heat_row)};
}

HeatMap::Offered read_offered(const Json& json) { return {text_of(json, "id"), localized_of(json, "title")}; }

DriverReport::Driver read_driver(const Json& json) {
  return {text_of(json, "code"), figure_of(json, "share"), figure_of(json, "correlation"), read_span(json, "interval")};
}

}  // namespace

InsightScope read_scope(const Json& body) {
  InsightScope out;
  out.wave = text_of(body, "wave");
  out.region = text_of(body, "region");
  out.tag = text_of(body, "tag");
  out.waves = read_list(body, "waves", &read_wave);
  out.regions = read_words(body, "regions");
  out.tags = read_words(body, "tags");
  if (const Json* limited = object_of(body, "limited")) out.limited = integer_of(*limited, "sites");
  return out;
}

Overview read_overview(const Json& body) {
  Overview out;
  out.scope = read_scope(body);
  out.previous = text_of(body, "previous");
  out.sites = count_of(body, "sites");
  out.responses = count_of(body, "responses");
  out.waiting = count_of(body, "waiting");
  out.mean = read_mean(body);
  if (const Json* spread = object_of(body, "spread")) {
    out.sigma = figure_of(*spread, "sigma");
    out.degrees = count_of(*spread, "degrees");
  }
  if (const Json* change = object_of(body, "change")) out.change = read_move(*change);
  if (const Json* histogram = array_of(body, "histogram"))
    for (const Json& count : histogram->elements) out.histogram.push_back(std::strtoll(count.text.c_str(), nullptr, 10));
  if (const Json* pairs = object_of(body, "pairs")) {
    out.pairs_tested = count_of(*pairs, "tested");
    out.pairs_sure = count_of(*pairs, "sure");
    out.sites_apart = count_of(*pairs, "sites");
  }
  out.moves = read_list(body, "moves", &read_move);
  if (const Json* passed = object_of(body, "passed")) {
    out.judged = count_of(*passed, "judged");
    out.not_passed = count_of(*passed, "not_passed");
  }
  if (const Json* critical = object_of(body, "critical")) {
    out.critical_visits = count_of(*critical, "visits");
    out.critical = read_list(*critical, "list", &read_critical);
  }
  if (const Json* unvisited = object_of(body, "unvisited")) {
    out.unvisited_count = count_of(*unvisited, "count");
    out.unvisited = read_list(*unvisited, "list", &read_unvisited);
  }
  if (const Json* small = object_of(body, "small")) {
    out.small_count = count_of(*small, "count");
    out.small = read_list(*small, "list", &read_small);
  }
  if (const Json* weaknesses = object_of(body, "weaknesses")) {
    out.weaknesses_count = count_of(*weaknesses, "count");
    out.weaknesses = read_list(*weaknesses, "list", &read_weakness);
  }
  return out;
}

const HeatRow* HeatMap::find(std::string_view row) const {
  for (const HeatSection& section : sections)
    for (const HeatRow& each : section.rows)
      if (each.id == row) return &each;
  for (const HeatRow& each : customers)
    if (each.id == row) return &each;
  return nullptr;
}

HeatMap read_heat_map(const Json& body) {
  HeatMap out;
  out.scope = read_scope(body);
  out.checklist = text_of(body, "checklist");
  out.checklists = read_list(body, "checklists", &read_offered);
  out.columns = read_list(body, "columns", &read_site);
  out.sections = read_list(body, "sections", &read_heat_section);
  out.customers = read_list(body, "customers", &read_heat_row);
  out.suppress_below = integer_of(body, "suppress_below").value_or(out.suppress_below);
  const auto square = [&](HeatRow& row) { row.cells.resize(out.columns.size()); };
  for (HeatSection& section : out.sections) std::for_each(section.rows.begin(), section.rows.end(), square);
  std::for_each(out.customers.begin(), out.customers.end(), square);
  return out;
}

DriverReport read_drivers(const Json& body) {
  DriverReport out;
  out.scope = read_scope(body);
  out.outcome = text_of(body, "outcome");
  out.level = text_of(body, "level");
  out.label = text_of(body, "label");
  out.rows = count_of(body, "rows");
  out.known = count_of(body, "known");
  out.left_out = read_words(body, "left_out");
  if (const Json* refused = object_of(body, "refused")) out.refused = Refused{text_of(*refused, "key"), read_words(*refused, "args")};
  const Json* result = object_of(body, "result");
  if (!result) return out;
  out.method = text_of(*result, "method");
  out.r2 = figure_of(*result, "r2");
  out.r2_interval = read_span(*result, "r2_interval");
  out.few = bool_of(*result, "few");
  out.draws = count_of(*result, "draws");
  out.drivers = read_list(*result, "drivers", &read_driver);
  std::stable_sort(out.drivers.begin(), out.drivers.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
  return out;
}

}  // namespace constat::app

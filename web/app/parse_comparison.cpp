#include "web/app/parse_comparison.hpp"

#include <algorithm>
#include <cmath>

#include "shared/review/comment_text.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"
#include "web/app/parse_insight.hpp"

namespace constat::app {
namespace {

std::optional<RankSpan> read_rank(const Json& json) {
  const Json* rank = array_of(json, "rank");
  if (!rank || rank->elements.size() != 2) return std::nullopt;
  RankSpan span;
  span.low = std::atoi(rank->elements[0].text.c_str());
  span.high = std::atoi(rank->elements[1].text.c_str());
  return span;
}

std::optional<IndexFigure> read_index(const Json& json) {
  const Json* index = object_of(json, "index");
  if (!index) return std::nullopt;
  IndexFigure figure;
  figure.value = number_of(*index, "value").value_or(0);
  figure.low = number_of(*index, "low").value_or(figure.value);
  figure.high = number_of(*index, "high").value_or(figure.value);
  figure.coverage = number_of(*index, "coverage").value_or(1);
  figure.bound_low = figure.low;
  figure.bound_high = figure.high;
  if (const Json* bounds = array_of(*index, "bounds"); bounds && bounds->elements.size() == 2) {
    figure.bound_low = std::strtod(bounds->elements[0].text.c_str(), nullptr);
    figure.bound_high = std::strtod(bounds->elements[1].text.c_str(), nullptr);
  }
  return figure;
}

std::vector<IndexPartFigure> read_parts(const Json& json, const std::map<std::string, double, std::less<>>& network) {
  std::vector<IndexPartFigure> parts;
  const Json* array = array_of(json, "parts");
  if (!array) return parts;
  for (const Json& entry : array->elements) {
    IndexPartFigure part;
    part.kpi = text_of(entry, "kpi");
    part.score = number_of(entry, "score").value_or(0);
    part.weight = number_of(entry, "weight").value_or(0);
    part.n = integer_of(entry, "n").value_or(0);
    part.contribution = number_of(entry, "contribution");
    if (const auto mean = network.find(part.kpi); mean != network.end()) part.network = mean->second;
    parts.push_back(std::move(part));
  }
  return parts;
}

struct Network {
  std::optional<double> index;
  std::map<std::string, double, std::less<>> means;
};

Network read_network(const Json& parent) {
  Network network;
  const Json* json = object_of(parent, "network");
  if (!json) return network;
  network.index = number_of(*json, "index");
  if (!network.index)
    if (const Json* index = object_of(*json, "index")) network.index = number_of(*index, "value");
  if (const Json* parts = array_of(*json, "parts"))
    for (const Json& part : parts->elements)
      if (const auto score = number_of(part, "score")) network.means[text_of(part, "kpi")] = *score;
  return network;
}

void read_row(const Json& json, const Network& network, SiteRow& row) {
  row.index = read_index(json);
  row.parts = read_parts(json, network.means);
  row.composition = number_of(json, "composition").value_or(0);
  row.rank = read_rank(json);
  row.small_sample = bool_of(json, "small_sample");
}

std::vector<Wave> read_waves(const Json& body) {
  std::vector<Wave> waves;
  if (const Json* array = array_of(body, "waves"))
    for (const Json& entry : array->elements) {
      Wave wave{text_of(entry, "id"), localized_of(entry, "title")};
      if (wave.title.empty()) wave.title.by_language = {{"fr", wave.id}, {"en", wave.id}};
      waves.push_back(std::move(wave));
    }
  return waves;
}

std::map<std::string, std::string, std::less<>> read_labels(const Json& body) {
  std::map<std::string, std::string, std::less<>> labels;
  if (const Json* object = object_of(body, "kpi_labels"))
    for (const JsonMember& entry : object->members)
      if (entry.value.is(JsonKind::string)) labels[entry.name] = entry.value.text;
  return labels;
}

// Order of reading, not a ranking: sites whose ranges overlap are not told apart by it.
void order_rows(std::vector<SiteRow>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const SiteRow& a, const SiteRow& b) {
    if (a.index.has_value() != b.index.has_value()) return a.index.has_value();
    if (a.index && a.index->value != b.index->value) return a.index->value > b.index->value;
    return a.site.name < b.site.name;
  });
}

}  // namespace

KpiFigure read_kpi(const Json& json) {
  KpiFigure figure;
  figure.n = integer_of(json, "n").value_or(0);
  figure.suppressed = bool_of(json, "suppressed");
  figure.small_sample = bool_of(json, "small_sample");
  if (!figure.suppressed) {
    figure.value = number_of(json, "value");
    figure.low = number_of(json, "low");
    figure.high = number_of(json, "high");
  }
  figure.rank = read_rank(json);
  return figure;
}

bool Comparison::has_kpi(std::string_view kpi) const {
  return std::any_of(rows.begin(), rows.end(), [&](const SiteRow& row) { return row.kpis.find(kpi) != row.kpis.end(); });
}

Comparison read_comparison(const Json& body) {
  Comparison out;
  out.wave = text_of(body, "wave");
  out.waves = read_waves(body);
  const InsightScope scope = read_scope(body);
  out.region = scope.region;
  out.tag = scope.tag;
  out.regions = scope.regions;
  out.tags = scope.tags;
  out.limited = scope.limited;
  out.kpi_labels = read_labels(body);
  if (const Json* rules = object_of(body, "rules")) {
    out.min_coverage = number_of(*rules, "min_coverage").value_or(0);
    if (const Json* weights = object_of(*rules, "weights"))
      for (const JsonMember& entry : weights->members)
        if (const auto weight = number_of(*weights, entry.name)) out.weights[entry.name] = *weight;
  }
  if (const Json* sites = array_of(body, "sites"))
    for (const Json& site : sites->elements) {
      SiteRow row;
      row.site = read_site(site);
      if (row.site.name.empty()) row.site.name = row.site.id;
      out.rows.push_back(std::move(row));
    }
  const Json* comparison = object_of(body, "comparison");
  if (!comparison) return out;
  const Network network = read_network(*comparison);
  out.network_index = network.index;
  const auto row_of = [&](const std::string& id) -> SiteRow& {
    for (SiteRow& row : out.rows)
      if (row.site.id == id) return row;
    SiteRow row;
    row.site.id = row.site.name = id;
    out.rows.push_back(std::move(row));
    return out.rows.back();
  };
  if (const Json* sites = array_of(*comparison, "sites"))
    for (const Json& site : sites->elements) read_row(site, network, row_of(text_of(site, "site")));
  if (const Json* kpis = object_of(*comparison, "kpis"))
    for (const JsonMember& kpi : kpis->members)
      if (const Json* sites = array_of(kpi.value, "sites"))
        for (const Json& site : sites->elements) row_of(text_of(site, "site")).kpis[kpi.name] = read_kpi(site);
  order_rows(out.rows);
  return out;
}

SiteSummary read_site_summary(const Json& body) {
  SiteSummary out;
  out.wave = text_of(body, "wave");
  out.waves = read_waves(body);
  out.kpi_labels = read_labels(body);
  const Network network = read_network(body);
  out.network_index = network.index;
  if (const Json* row = object_of(body, "row")) read_row(*row, network, out.row);
  if (const Json* site = object_of(body, "site")) out.row.site = read_site(*site);
  if (const Json* kpis = object_of(body, "kpis"))
    for (const JsonMember& kpi : kpis->members)
      if (kpi.value.is(JsonKind::object)) out.row.kpis[kpi.name] = read_kpi(kpi.value);
  const Json* visits = array_of(body, "visits");
  if (!visits) return out;
  for (const Json& entry : visits->elements) {
    SiteVisit visit;
    visit.id = text_of(entry, "id");
    visit.started_at = text_of(entry, "started_at");
    visit.wave = text_of(entry, "wave");
    if (const Json* checklist = object_of(entry, "checklist")) visit.checklist_title = localized_of(*checklist, "title");
    const Json* person = object_of(entry, "investigator");
    visit.investigator = person ? text_of(*person, "name") : text_of(entry, "investigator");
    visit.status = text_of(entry, "status");
    visit.grade = text_of(entry, "grade");
    if (const auto score = number_of(entry, "score")) visit.score = MicroPercent{std::llround(*score * 1e6)};
    visit.passed = optional_bool(entry, "passed");
    visit.score_differs = bool_of(entry, "score_differs");
    visit.words = normalised_comment(std::string(visit.checklist_title.in("fr")) + " " + std::string(visit.checklist_title.in("en")) + " " + visit.investigator);
    out.visits.push_back(std::move(visit));
  }
  return out;
}

}  // namespace constat::app

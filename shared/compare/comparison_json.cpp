#include <utility>

#include "shared/base/double_text.hpp"
#include "shared/base/json.hpp"
#include "shared/compare/compare.hpp"

namespace constat {
namespace {

Json optional_double(const std::optional<double>& value) { return value ? json_double(*value) : Json{}; }

Json pair_of(double low, double high) {
  Json out = Json::array();
  return out.push(json_double(low)).push(json_double(high));
}

Json rank_json(const std::optional<RankRange>& rank) {
  if (!rank) return Json{};
  Json out = Json::array();
  return out.push(Json::of_integer(rank->low)).push(Json::of_integer(rank->high));
}

Json index_json(const std::optional<SiteIndex>& index) {
  if (!index) return Json{};
  Json out = Json::object();
  out.add("value", json_double(index->value));
  out.add("se", json_double(index->se));
  out.add("se_dependent", json_double(index->se_dependent));
  out.add("low", json_double(index->low));
  out.add("high", json_double(index->high));
  out.add("coverage", json_double(index->coverage));
  out.add("bounds", pair_of(index->bound_low, index->bound_high));
  return out;
}

Json part_json(const IndexContribution& part, bool with_contribution) {
  Json out = Json::object();
  out.add("kpi", Json::of_text(to_string(part.part)));
  out.add("score", json_double(part.score));
  out.add("se", json_double(part.se));
  out.add("n", Json::of_integer(part.n));
  out.add("weight", json_double(part.weight));
  if (with_contribution) out.add("contribution", optional_double(part.contribution));
  return out;
}

Json parts_json(const std::vector<IndexContribution>& parts, bool with_contribution) {
  Json out = Json::array();
  for (const IndexContribution& part : parts) out.push(part_json(part, with_contribution));
  return out;
}

Json network_json(const Comparison& comparison) {
  Json out = Json::object();
  out.add("index", optional_double(comparison.network_index));
  out.add("sites", Json::of_integer(static_cast<std::int64_t>(comparison.sites.size())));
  out.add("parts", parts_json(comparison.network_parts, false));
  return out;
}

Json site_json(const SiteComparison& site, bool has_network) {
  Json out = Json::object();
  out.add("site", Json::of_text(site.site));
  out.add("index", index_json(site.index));
  out.add("parts", parts_json(site.parts, true));
  out.add("composition", site.index && has_network ? json_double(site.composition) : Json{});
  out.add("rank", rank_json(site.rank));
  out.add("small_sample", Json::of_bool(site.small_sample));
  return out;
}

Json site_kpi_json(const SiteKpi& kpi) {
  const auto shown = [&](double value) { return kpi.suppressed ? Json{} : json_double(value); };
  Json out = Json::object();
  out.add("site", Json::of_text(kpi.site));
  out.add("value", shown(kpi.value));
  out.add("se", shown(kpi.se));
  out.add("low", shown(kpi.low));
  out.add("high", shown(kpi.high));
  out.add("n", Json::of_integer(kpi.n));
  out.add("shrunk", optional_double(kpi.shrunk));
  out.add("rank", rank_json(kpi.rank));
  out.add("small_sample", Json::of_bool(kpi.small_sample));
  out.add("suppressed", Json::of_bool(kpi.suppressed));
  return out;
}

Json pair_json(const PairTest& pair) {
  Json out = Json::object();
  out.add("a", Json::of_text(pair.a));
  out.add("b", Json::of_text(pair.b));
  out.add("difference", json_double(pair.difference));
  out.add("z", json_double(pair.z));
  out.add("p", json_double(pair.p));
  out.add("p_adjusted", json_double(pair.p_adjusted));
  return out;
}

Json kpi_json(const KpiComparison& kpi, Pairs listed) {
  Json sites = Json::array(), pairs = Json::array();
  for (const SiteKpi& site : kpi.sites) sites.push(site_kpi_json(site));
  for (const PairTest& pair : kpi.pairs) pairs.push(pair_json(pair));
  Json out = Json::object();
  out.add("label", Json::of_text(kpi.label));
  out.add("q", json_double(kpi.q));
  out.add("tau2", json_double(kpi.tau2));
  out.add("mu", json_double(kpi.mu));
  out.add("sites", std::move(sites));
  if (listed == Pairs::listed) out.add("pairs", std::move(pairs));
  return out;
}

}  // namespace

std::string write_comparison(const Comparison& comparison, Pairs pairs) {
  Json sites = Json::array();
  for (const SiteComparison& site : comparison.sites) {
    sites.push(site_json(site, comparison.network_index.has_value()));
  }
  Json kpis = Json::object();
  for (const auto& [key, kpi] : comparison.kpis) kpis.add(key, kpi_json(kpi, pairs));
  Json out = Json::object();
  out.add("network", network_json(comparison));
  out.add("sites", std::move(sites));
  out.add("kpis", std::move(kpis));
  return write_json(out);
}

}  // namespace constat

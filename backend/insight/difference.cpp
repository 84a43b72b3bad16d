#include "backend/insight/difference.hpp"

#include <algorithm>

#include "backend/feed/documents.hpp"
#include "backend/insight/network.hpp"
#include "shared/compare/gap.hpp"
#include "shared/compare/visit_scores.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

constexpr const char* kInOrder[] = {"audit", "nps", "csat", "ces", "fcr", "retention"};

// One figure of both sides.
struct Row {
  std::string kpi, label;
  std::optional<SiteKpi> a, b;
  std::optional<Difference> difference;
  double p = 1;
};

const SiteKpi* find_kpi(const Comparison& comparison, const std::string& kpi, const std::string& site) {
  const auto found = comparison.kpis.find(kpi);
  if (found == comparison.kpis.end()) return nullptr;
  for (const SiteKpi& each : found->second.sites)
    if (each.site == site) return &each;
  return nullptr;
}

const SiteIndex* find_index(const Comparison& comparison, const std::string& site) {
  for (const SiteComparison& each : comparison.sites)
    if (each.site == site && each.index) return &*each.index;
  return nullptr;
}

Doc side_document(const SiteKpi& kpi) {
  Doc out = {{"n", kpi.n}, {"value", nullptr}, {"interval", nullptr}, {"suppressed", kpi.suppressed}, {"small_sample", kpi.small_sample}};
  if (kpi.suppressed) return out;
  out["value"] = kpi.value;
  out["interval"] = interval_document(kpi.low, kpi.high);
  return out;
}

SiteKpi as_kpi(const SiteIndex& index) {
  SiteKpi kpi;
  kpi.value = index.value;
  kpi.se = index.se;
  kpi.low = index.low;
  kpi.high = index.high;
  return kpi;
}

// Visit scores have a spread that all sites share; everything else has intervals of its own, which MOVER joins.
void judge(Row& row, const ScoreSumsBySite& scores_a, const ScoreSumsBySite& scores_b, const Side& a, const Side& b) {
  if (!row.a || !row.b || row.a->suppressed || row.b->suppressed) return;
  if (row.kpi == "audit") {
    const auto spread = &scores_a == &scores_b ? pooled_spread({&scores_a}) : pooled_spread({&scores_a, &scores_b});
    const auto of_a = scores_a.find(a.site), of_b = scores_b.find(b.site);
    if (of_a == scores_a.end() || of_b == scores_b.end()) return;
    const auto moves = score_moves({{"", of_b->second}}, {{"", of_a->second}}, spread);
    if (moves.empty()) return;
    row.difference = Difference{moves.front().difference, moves.front().interval.low, moves.front().interval.high};
    row.p = moves.front().p;
    return;
  }
  row.difference = difference_of(row.a->value, {row.a->low, row.a->high}, row.b->value, {row.b->low, row.b->high});
  row.p = test_difference({row.a->value, row.a->se}, {row.b->value, row.b->se}).p;
}

}  // namespace

std::optional<std::string> site_difference(Reader& reader, const SignedIn& who, const Side& a, const Side& b) {
  const auto scope_a = scope_of(reader, {a.wave, {}, {}}), scope_b = scope_of(reader, {b.wave, {}, {}});
  if (!scope_a || !scope_b || !scope_a->find(a.site) || !scope_b->find(b.site)) return std::nullopt;
  if (!may_see_site(who, SiteId(a.site)) || !may_see_site(who, SiteId(b.site))) return std::nullopt;
  const bool same_wave = scope_a->wave == scope_b->wave;
  // What is in both sides cannot differ by chance.
  if (a.site == b.site && (same_wave || scope_a->wave == kAllWaves || scope_b->wave == kAllWaves)) return std::nullopt;
  const Network network_a = compare_network(reader, scope_a->wave, Pairs::left_out);
  const Network network_b = same_wave ? network_a : compare_network(reader, scope_b->wave, Pairs::left_out);
  const ScoreSumsBySite scores_a = scores_of(reader, *scope_a, scope_a->wave);
  const ScoreSumsBySite other = same_wave ? ScoreSumsBySite() : scores_of(reader, *scope_b, scope_b->wave);
  const ScoreSumsBySite& scores_b = same_wave ? scores_a : other;

  std::vector<Row> rows;
  const SiteIndex *index_a = find_index(network_a.comparison, a.site), *index_b = find_index(network_b.comparison, b.site);
  if (index_a && index_b) rows.push_back({"index", "index", as_kpi(*index_a), as_kpi(*index_b), std::nullopt, 1});
  for (const char* kpi : kInOrder) {
    const SiteKpi *of_a = find_kpi(network_a.comparison, kpi, a.site), *of_b = find_kpi(network_b.comparison, kpi, b.site);
    if (!of_a && !of_b) continue;
    Row row;
    row.kpi = kpi;
    row.label = (of_a ? network_a : network_b).comparison.kpis.at(kpi).label;
    if (of_a) row.a = *of_a;
    if (of_b) row.b = *of_b;
    rows.push_back(std::move(row));
  }
  std::vector<double> p;
  for (Row& row : rows) {
    judge(row, scores_a, scores_b, a, b);
    if (row.difference) p.push_back(row.p);
  }
  const std::vector<double> adjusted = benjamini_hochberg(p);
  std::size_t next = 0;
  Doc list = Doc::array();
  for (const Row& row : rows) {
    Doc doc = {{"kpi", row.kpi}, {"label", row.label}, {"a", row.a ? side_document(*row.a) : Doc(nullptr)},
               {"b", row.b ? side_document(*row.b) : Doc(nullptr)}, {"difference", nullptr}};
    if (row.difference) {
      const double p_adjusted = adjusted[next++];
      doc["difference"] = {{"value", row.difference->value}, {"interval", interval_document(row.difference->low, row.difference->high)},
                           {"p_adjusted", p_adjusted}, {"sure", p_adjusted < kSignificance}};
    }
    list.push_back(std::move(doc));
  }
  Doc sites = Doc::array();
  for (const Site& site : scope_a->all)
    if (may_see_site(who, site.id)) sites.push_back(site_document(site));
  return dump_document({{"waves", waves_document(scope_a->waves)}, {"sites", std::move(sites)},
                        {"a", {{"site", site_document(*scope_a->find(a.site))}, {"wave", scope_a->wave}}},
                        {"b", {{"site", site_document(*scope_b->find(b.site))}, {"wave", scope_b->wave}}},
                        {"rows", std::move(list)}});
}

}  // namespace constat::server

#include "shared/compare/compare.hpp"

#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "shared/compare/pairs.hpp"
#include "shared/compare/shrinkage.hpp"
#include "shared/compare/site_parts.hpp"
#include "shared/compare/sums.hpp"

namespace constat {
namespace {

KpiComparison compare_kpi(const PartTable& table, Pairs pairs) {
  KpiComparison out;
  out.label = table.label;
  std::vector<std::string> names;
  std::vector<Estimate> estimates;
  std::vector<std::size_t> ranked;  // positions in out.sites
  for (const auto& [site, part] : table.sites) {
    if (part.ranked) {
      ranked.push_back(out.sites.size());
      names.push_back(site);
      estimates.push_back({part.kpi.value, part.kpi.se});
    }
    out.sites.push_back(part.kpi);
  }
  const RandomEffects effects = random_effects(estimates);
  out.q = effects.q;
  out.tau2 = effects.tau2;
  out.mu = effects.mu;
  if (pairs == Pairs::listed) out.pairs = test_pairs(names, estimates);
  const std::vector<RankRange> ranks = rank_ranges(estimates);
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    out.sites[ranked[i]].shrunk = effects.shrunk[i];
    out.sites[ranked[i]].rank = ranks[i];
  }
  return out;
}

using PartMeans = std::array<std::optional<double>, kIndexParts>;

// Every site counts once, whatever its number of visits or responses.
std::vector<IndexContribution> network_parts(const IndexRules& rules, const std::vector<const PartTable*>& tables,
                                             PartMeans& means) {
  std::vector<IndexContribution> parts;
  for (const PartTable* table : tables) {
    const std::size_t part = static_cast<std::size_t>(*table->part);
    double sum = 0, variance = 0;
    std::int64_t n = 0, sites = 0;
    for (const auto& [site, entry] : table->sites) {
      if (!entry.in_index) continue;
      sum += entry.score.value;
      variance += entry.score.se * entry.score.se;
      n += entry.kpi.n;
      ++sites;
    }
    if (sites == 0) continue;
    means[part] = sum / static_cast<double>(sites);
    parts.push_back({*table->part, *means[part], std::sqrt(variance) / static_cast<double>(sites), rules.weights[part],
                     n, std::nullopt});
  }
  return parts;
}

// The index of a site that has the network's mean in every part.
std::optional<double> network_index(const IndexRules& rules, const std::vector<IndexContribution>& parts) {
  std::vector<IndexInput> inputs;
  for (const IndexContribution& part : parts) inputs.push_back({part.part, part.score, part.se, part.n});
  const std::optional<SiteIndex> index = site_index(rules, inputs);
  return index ? std::optional<double>(index->value) : std::nullopt;
}

SiteComparison compare_site(const IndexRules& rules, const std::string& site,
                            const std::vector<const PartTable*>& tables, const PartMeans& means,
                            std::optional<double> network) {
  SiteComparison out;
  out.site = site;
  std::vector<IndexInput> inputs;
  double available = 0;
  for (const PartTable* table : tables) {
    const auto found = table->sites.find(site);
    if (found == table->sites.end() || !found->second.in_index) continue;
    const SitePart& entry = found->second;
    const double weight = rules.weights[static_cast<std::size_t>(*table->part)];
    inputs.push_back({*table->part, entry.score.value, entry.score.se, entry.kpi.n});
    out.parts.push_back({*table->part, entry.score.value, entry.score.se, weight, entry.kpi.n, std::nullopt});
    available += weight;
    if (*table->part != IndexPart::audit && weight > 0 && entry.kpi.small_sample) out.small_sample = true;
  }
  out.index = site_index(rules, inputs);
  if (!out.index || !network) return out;
  double expected = 0;  // this site's index if it had the network's mean in each of its parts
  for (IndexContribution& part : out.parts) {
    const double mean = means[static_cast<std::size_t>(part.part)].value_or(part.score);
    part.contribution = part.weight * (part.score - mean) / available;
    expected += part.weight * mean;
  }
  out.composition = expected / available - *network;
  return out;
}

void rank_sites(std::vector<SiteComparison>& sites) {
  std::vector<SiteComparison*> ranked;
  std::vector<Estimate> estimates;
  for (SiteComparison& site : sites) {
    if (!site.index || site.small_sample) continue;
    ranked.push_back(&site);
    estimates.push_back({site.index->value, site.index->se});
  }
  const std::vector<RankRange> ranks = rank_ranges(estimates);
  for (std::size_t i = 0; i < ranked.size(); ++i) ranked[i]->rank = ranks[i];
}

}  // namespace

Comparison compare_sites(const IndexRules& rules, const std::vector<AuditScore>& audits,
                         const std::vector<SurveyInput>& surveys) {
  std::vector<SurveyTallies> tallies;
  for (const SurveyInput& survey : surveys) tallies.push_back(tally_survey(survey));
  return compare_sums(rules, sum_scores(audits), tallies, Pairs::listed);
}

Comparison compare_sums(const IndexRules& rules, const ScoreSumsBySite& scores, const std::vector<SurveyTallies>& surveys, Pairs pairs) {
  std::map<std::string, PartTable> tables = survey_parts(rules, surveys);
  if (!scores.empty()) tables["audit"] = audit_parts(scores);

  Comparison out;
  std::set<std::string> sites;
  std::array<const PartTable*, kIndexParts> in_order{};
  for (const auto& [key, table] : tables) {
    out.kpis[key] = compare_kpi(table, pairs);
    for (const auto& [site, part] : table.sites) sites.insert(site);
    if (table.part) in_order[static_cast<std::size_t>(*table.part)] = &table;
  }
  std::vector<const PartTable*> index_tables;
  for (const PartTable* table : in_order) {
    if (table) index_tables.push_back(table);
  }
  PartMeans means;
  out.network_parts = network_parts(rules, index_tables, means);
  out.network_index = network_index(rules, out.network_parts);
  for (const std::string& site : sites) {
    out.sites.push_back(compare_site(rules, site, index_tables, means, out.network_index));
  }
  rank_sites(out.sites);
  return out;
}

}  // namespace constat

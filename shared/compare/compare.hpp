// Sites side by side: index, contributions, KPIs with pairwise tests, rank ranges and shrinkage.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/compare/index.hpp"
#include "shared/survey/kpi.hpp"

namespace constat {

struct AuditScore {
  std::string site, wave;
  double percent = 0;  // official visit score
};

struct SurveyInput {
  const Survey* survey = nullptr;
  const ResponseSet* responses = nullptr;
};

struct RankRange {
  int low = 0, high = 0;  // 1 is best
};

struct SiteKpi {
  std::string site;
  double value = 0, se = 0;
  double low = 0, high = 0;  // 95 %
  std::int64_t n = 0;
  std::optional<double> shrunk;   // empirical Bayes, ranked sites only
  std::optional<RankRange> rank;  // none for small samples
  bool small_sample = false, suppressed = false;
};

struct PairTest {
  std::string a, b;
  double difference = 0, z = 0, p = 0, p_adjusted = 0;  // two-sided, Benjamini-Hochberg over the pairs of this KPI
};

struct KpiComparison {
  std::string label;
  double q = 0, tau2 = 0, mu = 0;  // DerSimonian-Laird
  std::vector<SiteKpi> sites;
  std::vector<PairTest> pairs;
};

struct SiteComparison {
  std::string site;
  std::optional<SiteIndex> index;
  std::vector<IndexContribution> parts;
  double composition = 0;  // so that contributions add up to the distance from the network
  std::optional<RankRange> rank;
  bool small_sample = false;
};

struct Comparison {
  std::optional<double> network_index;
  std::vector<IndexContribution> network_parts;  // means over the sites
  std::vector<SiteComparison> sites;             // by site id
  std::map<std::string, KpiComparison> kpis;     // "audit", "nps", "csat", "ces", "fcr", "retention"
};

Comparison compare_sites(const IndexRules& rules, const std::vector<AuditScore>& audits,
                         const std::vector<SurveyInput>& surveys);

enum class Pairs : std::uint8_t { listed, left_out };

// The JSON that `constat compare` prints; "pairs" only where they are listed.
std::string write_comparison(const Comparison& comparison, Pairs pairs = Pairs::listed);

}  // namespace constat

// Survey KPIs with n, an interval, the scale and the variant in the label. Formulas and sources: docs/kpis.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/survey/responses.hpp"

namespace constat {

inline constexpr std::int64_t kSmallSample = 30;    // below: shown, flagged, not ranked
inline constexpr std::int64_t kSuppressBelow = 10;  // below: value suppressed outside administration

struct WeightedKpi {
  double value = 0, se = 0, n_eff = 0;  // value and se in the KPI's unit
};

// Values in the KPI's own unit: NPS points in [-100, 100]; shares in percent [0, 100].
struct KpiResult {
  std::string column;
  Kpi kpi = Kpi::nps;
  std::string label;  // "nps_0_10", "csat_1_5_from_4", "ces_ease_1_5_from_4", "fcr", "churn"
  std::string theme;  // thematic questions; the kpi is then csat
  std::int64_t n = 0;
  std::optional<double> value;                // none when n = 0
  std::optional<double> low, high;            // 95 % interval by `method`
  std::string method;                         // "adjusted_wald", "wilson"
  std::optional<double> se, margin;           // Wald standard error and 1.96-like margin, same unit
  std::optional<double> mean;                 // scale mean, or none
  std::optional<double> mean_low, mean_high;  // its 95 % interval: Student, within the scale
  std::optional<double> pomp;                 // mean as 0-100 (POMP), effort flipped
  std::optional<double> pomp_se;
  std::int64_t promoters = 0, passives = 0, detractors = 0;  // nps
  std::int64_t yes = 0;                                      // shares: yes of n
  std::optional<WeightedKpi> weighted;
  bool small_sample = false, suppressed = false;
};

// "nps_0_10", "csat_1_5_from_4", "ces_ease_1_7_from_5", "ces_effort_1_5_to_2", "fcr", "churn"; "" for open questions.
// Two questions with the same label measure the same thing on the same scale.
std::string kpi_label(const SurveyQuestion& question);

// KPIs over the given responses (all, or one site's), in the survey's question order. `weighted` asks for the weighted
// figures too, which need a survey that names a weight column. Values of suppressed KPIs are there, for administrators:
// who shows them to others leaves them out.
std::vector<KpiResult> compute_kpis(const Survey& survey, const std::vector<const Response*>& responses, bool weighted);

struct KpiReport {
  std::vector<KpiResult> all;
  std::map<std::string, std::vector<KpiResult>> groups;  // by site or wave; empty when not asked
};
enum class GroupBy : std::uint8_t { none, site, wave };
KpiReport report_kpis(const Survey& survey, const ResponseSet& set, GroupBy group);

// The JSON that `constat kpi` prints. A suppressed KPI has its n and no figures.
std::string write_kpi_report(const Survey& survey, const ResponseSet& set, const KpiReport& report, GroupBy group);

}  // namespace constat

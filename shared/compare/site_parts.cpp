#include "shared/compare/site_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/survey/tally.hpp"

namespace constat {
namespace {

constexpr double kLargestDeviation = 50;  // of a score on 0-100

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double squares_about(const std::vector<double>& values, double mean) {
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum;
}

using ScoresBySite = std::map<std::string, std::vector<double>>;

double pooled_deviation(const ScoresBySite& sites) {
  double squares = 0, degrees = 0;
  std::vector<double> all;
  for (const auto& [site, scores] : sites) {
    squares += squares_about(scores, mean_of(scores));
    degrees += static_cast<double>(scores.size() - 1);
    all.insert(all.end(), scores.begin(), scores.end());
  }
  if (squares > 0) return std::sqrt(squares / degrees);
  if (all.size() < 2) return kLargestDeviation;
  return std::sqrt(squares_about(all, mean_of(all)) / static_cast<double>(all.size() - 1));
}

// Which end of the KPI is good, and where it stands in the index.
IndexPart part_of(Kpi kpi) {
  switch (kpi) {
    case Kpi::nps:
      return IndexPart::nps;
    case Kpi::csat:
      return IndexPart::csat;
    case Kpi::ces:
      return IndexPart::ces;
    case Kpi::fcr:
      return IndexPart::fcr;
    case Kpi::churn:
      return IndexPart::retention;
  }
  return IndexPart::nps;
}

// The standard error that comparisons use: Wald's, or that of the adjusted counts where all answers are the same.
double comparison_se(const KpiResult& kpi) {
  if (*kpi.se > 0) return *kpi.se;
  if (kpi.kpi == Kpi::nps) return nps_se_adjusted({kpi.promoters, kpi.passives, kpi.detractors});
  return 100 * share_se_adjusted(kpi.yes, kpi.n);
}

// The same for the mean of a scale as 0-100: one answer at each end is added where the answers do not vary.
double pomp_se(const SurveyScale& scale, Moments moments, const KpiResult& kpi) {
  if (kpi.pomp_se && *kpi.pomp_se > 0) return *kpi.pomp_se;
  moments.add(scale.min);
  moments.add(scale.max);
  return 100 * moments.mean_se().value_or(0.0) / (scale.max - scale.min);
}

Estimate index_score(const SurveyQuestion& question, const KpiTally& tally, const KpiResult& kpi, double value,
                     double se) {
  if (kpi.kpi == Kpi::nps) return {(value + 100) / 2, se / 2};
  if (kpi.kpi == Kpi::ces && question.scale) return {*kpi.pomp, pomp_se(*question.scale, tally.moments, kpi)};
  return {value, se};
}

SitePart site_part(const IndexRules& rules, const std::string& site, const SurveyQuestion& question,
                   const KpiTally& tally) {
  const KpiResult kpi = kpi_of_tally(question, tally);
  const double se = comparison_se(kpi);
  SitePart part;
  part.kpi = {site, *kpi.value, se, *kpi.low, *kpi.high, kpi.n, std::nullopt, std::nullopt, false, false};
  if (kpi.kpi == Kpi::churn) {
    part.kpi.value = 100 - *kpi.value;
    part.kpi.low = 100 - *kpi.high;
    part.kpi.high = 100 - *kpi.low;
  }
  part.kpi.small_sample = kpi.n < rules.min_responses;
  part.kpi.suppressed = kpi.n < rules.suppress_below;
  part.ranked = !part.kpi.small_sample && !part.kpi.suppressed;
  part.in_index = !part.kpi.suppressed;
  part.score = index_score(question, tally, kpi, part.kpi.value, se);
  return part;
}

// One question of one or several surveys, counted by site.
struct QuestionBySite {
  const SurveyQuestion* question = nullptr;
  bool headline = false;
  std::map<std::string, KpiTally> sites;
};

void count_by_site(const SurveyInput& input, std::size_t index, QuestionBySite& counted) {
  std::map<std::string, std::vector<const Response*>> sites;
  for (const Response& response : input.responses->responses) {
    if (!response.site.empty()) sites[response.site].push_back(&response);
  }
  for (const auto& [site, responses] : sites) {
    counted.sites[site].merge(tally_answers(*counted.question, index, responses));
  }
}

}  // namespace

PartTable audit_parts(const std::vector<AuditScore>& audits) {
  ScoresBySite sites;
  for (const AuditScore& audit : audits) sites[audit.site].push_back(audit.percent);
  PartTable table{"audit", IndexPart::audit, {}};
  const double pooled = pooled_deviation(sites);
  for (const auto& [site, scores] : sites) {
    const double n = static_cast<double>(scores.size());
    const double mean = mean_of(scores);
    const double squares = squares_about(scores, mean);
    const double deviation = squares > 0 ? std::sqrt(squares / (n - 1)) : pooled;
    const double se = deviation / std::sqrt(n);
    SitePart part;
    part.kpi = {site,
                mean,
                se,
                std::max(0.0, mean - kZ95 * se),
                std::min(100.0, mean + kZ95 * se),
                static_cast<std::int64_t>(scores.size()),
                std::nullopt,
                std::nullopt,
                scores.size() == 1,
                false};
    part.ranked = part.in_index = true;
    part.score = {mean, se};
    table.sites[site] = part;
  }
  return table;
}

std::map<std::string, PartTable> survey_parts(const IndexRules& rules, const std::vector<SurveyInput>& surveys) {
  std::map<std::string, QuestionBySite> by_label;
  bool has_headline[kIndexParts] = {};
  for (const SurveyInput& input : surveys) {
    bool seen[kIndexParts] = {};
    for (std::size_t i = 0; i < input.survey->questions.size(); ++i) {
      const SurveyQuestion& question = input.survey->questions[i];
      if (question.kind != QuestionKind::kpi || !question.kpi) continue;
      const std::size_t part = static_cast<std::size_t>(part_of(*question.kpi));
      if (std::exchange(seen[part], true)) continue;
      QuestionBySite& counted = by_label[kpi_label(question)];
      if (!counted.question) {
        counted.question = &question;
        counted.headline = !std::exchange(has_headline[part], true);
      }
      count_by_site(input, i, counted);
    }
  }
  std::map<std::string, PartTable> tables;
  for (const auto& [label, counted] : by_label) {
    PartTable table{label, std::nullopt, {}};
    const IndexPart part = part_of(*counted.question->kpi);
    if (counted.headline) table.part = part;
    for (const auto& [site, tally] : counted.sites) {
      if (tally.n() > 0) table.sites[site] = site_part(rules, site, *counted.question, tally);
    }
    const std::string key = counted.headline ? std::string(to_string(part)) : label;
    if (!table.sites.empty()) tables[key] = std::move(table);
  }
  return tables;
}

}  // namespace constat

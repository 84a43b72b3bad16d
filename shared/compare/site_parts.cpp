#include "shared/compare/site_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/survey/tally.hpp"

namespace constat {
namespace {

constexpr double kLargestDeviation = 50;  // of a score on 0-100

double pooled_deviation(const ScoreSumsBySite& sites) {
  double squares = 0, degrees = 0, visits = 0, sum = 0;
  for (const auto& [site, scores] : sites) {
    squares += scores.squares;
    degrees += static_cast<double>(scores.visits - 1);
    visits += static_cast<double>(scores.visits);
    sum += static_cast<double>(scores.visits) * scores.mean;
  }
  if (squares > 0) return std::sqrt(squares / degrees);
  if (visits < 2) return kLargestDeviation;
  for (const auto& [site, scores] : sites)
    squares += static_cast<double>(scores.visits) * (scores.mean - sum / visits) * (scores.mean - sum / visits);
  return std::sqrt(squares / (visits - 1));
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

}  // namespace

PartTable audit_parts(const ScoreSumsBySite& sites) {
  PartTable table{"audit", IndexPart::audit, {}};
  const double pooled = pooled_deviation(sites);
  for (const auto& [site, scores] : sites) {
    const double n = static_cast<double>(scores.visits), mean = scores.mean;
    const double deviation = scores.squares > 0 ? std::sqrt(scores.squares / (n - 1)) : pooled;
    const double se = deviation / std::sqrt(n);
    SitePart part;
    part.kpi = {site,
                mean,
                se,
                std::max(0.0, mean - kZ95 * se),
                std::min(100.0, mean + kZ95 * se),
                scores.visits,
                std::nullopt,
                std::nullopt,
                scores.visits == 1,
                false};
    part.ranked = part.in_index = true;
    part.score = {mean, se};
    table.sites[site] = part;
  }
  return table;
}

std::vector<std::size_t> compared_questions(const Survey& survey) {
  std::vector<std::size_t> out;
  bool seen[kIndexParts] = {};
  for (std::size_t i = 0; i < survey.questions.size(); ++i) {
    const SurveyQuestion& question = survey.questions[i];
    if (question.kind != QuestionKind::kpi || !question.kpi) continue;
    if (!std::exchange(seen[static_cast<std::size_t>(part_of(*question.kpi))], true)) out.push_back(i);
  }
  return out;
}

std::map<std::string, PartTable> survey_parts(const IndexRules& rules, const std::vector<SurveyTallies>& surveys) {
  std::map<std::string, QuestionBySite> by_label;
  bool has_headline[kIndexParts] = {};
  for (const SurveyTallies& input : surveys) {
    for (const std::size_t i : compared_questions(*input.survey)) {
      const SurveyQuestion& question = input.survey->questions[i];
      QuestionBySite& counted = by_label[kpi_label(question)];
      if (!counted.question) {
        counted.question = &question;
        counted.headline = !std::exchange(has_headline[static_cast<std::size_t>(part_of(*question.kpi))], true);
      }
      for (const auto& [site, tally] : input.questions[i]) counted.sites[site].merge(tally);
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

#include "shared/survey/kpi.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "shared/survey/distributions.hpp"
#include "shared/survey/statistics.hpp"
#include "shared/survey/tally.hpp"

namespace constat {
namespace {

bool is_satisfied(const SurveyQuestion& question, int value) {
  return question.satisfied_from && value >= *question.satisfied_from;
}

// The easiest two steps of an effort scale, which are its lowest.
int effort_easy_to(const SurveyScale& scale) { return std::min(scale.min + 1, scale.max); }

// What one answer counts for, in the KPI's unit: the KPI's value is the mean of these.
double unit_value(const SurveyQuestion& question, Kpi kpi, int value) {
  switch (kpi) {
    case Kpi::nps:
      return value >= 9 ? 100 : value <= 6 ? -100 : 0;
    case Kpi::csat:
      return is_satisfied(question, value) ? 100 : 0;
    case Kpi::ces:
      if (question.direction == CesDirection::effort) return value <= effort_easy_to(*question.scale) ? 100 : 0;
      return question.agree_from && value >= *question.agree_from ? 100 : 0;
    case Kpi::fcr:
    case Kpi::churn:
      return value == 1 ? 100 : 0;
  }
  return 0;
}

// Linearised (Taylor) standard error of a ratio of weighted sums, with the weights taken as given.
std::optional<WeightedKpi> weighted_kpi(const SurveyQuestion& question, Kpi kpi, std::size_t index,
                                        const std::vector<const Response*>& responses) {
  double sum_w = 0, sum_wx = 0, sum_w2 = 0;
  for (const Response* response : responses) {
    if (!response->values[index]) continue;
    sum_w += response->weight;
    sum_w2 += response->weight * response->weight;
    sum_wx += response->weight * unit_value(question, kpi, *response->values[index]);
  }
  if (!(sum_w > 0)) return std::nullopt;
  const double mean = sum_wx / sum_w;
  double spread = 0;
  for (const Response* response : responses) {
    if (!response->values[index]) continue;
    const double distance = response->weight * (unit_value(question, kpi, *response->values[index]) - mean);
    spread += distance * distance;
  }
  return WeightedKpi{mean, std::sqrt(spread) / sum_w, sum_w * sum_w / sum_w2};
}

void fill_nps(KpiResult& result) {
  const NpsCounts counts{result.promoters, result.passives, result.detractors};
  const Interval interval = nps_interval(counts);
  result.value = nps_value(counts);
  result.low = interval.low;
  result.high = interval.high;
  result.se = nps_se(counts);
}

void fill_share(KpiResult& result) {
  const Interval interval = wilson(result.yes, result.n);
  result.value = 100 * static_cast<double>(result.yes) / static_cast<double>(result.n);
  result.low = 100 * interval.low;
  result.high = 100 * interval.high;
  result.se = 100 * share_se(result.yes, result.n);
}

// Of n answers. Those of few are kept: a comparison asks for them at every site.
double student_95(std::int64_t n) {
  constexpr std::size_t kKept = 1024;
  thread_local std::array<double, kKept> kept{};
  const auto place = static_cast<std::size_t>(n);
  if (place >= kKept) return t_quantile(0.975, static_cast<double>(n) - 1);
  if (kept[place] == 0) kept[place] = t_quantile(0.975, static_cast<double>(n) - 1);
  return kept[place];
}

void fill_means(KpiResult& result, const SurveyQuestion& question, const Moments& moments) {
  const SurveyScale scale = *question.scale;
  const double width = scale.max - scale.min, low = scale.min, high = scale.max;
  const double mean = moments.mean();
  const bool effort = result.kpi == Kpi::ces && question.direction == CesDirection::effort;
  result.mean = mean;
  result.pomp = effort ? 100 * (high - mean) / width : 100 * (mean - low) / width;
  if (const std::optional<double> se = moments.mean_se()) {
    const double half = student_95(result.n) * *se;
    result.mean_low = std::max(low, mean - half);
    result.mean_high = std::min(high, mean + half);
    result.pomp_se = 100 * *se / width;
  }
}

}  // namespace

std::string kpi_label(const SurveyQuestion& question) {
  if (question.kind == QuestionKind::open) return {};
  const Kpi kpi = question.kpi.value_or(Kpi::csat);
  std::string label(to_string(kpi));
  if (!question.scale) return label;
  if (kpi == Kpi::ces) label += question.direction == CesDirection::effort ? "_effort" : "_ease";
  label += "_" + std::to_string(question.scale->min) + "_" + std::to_string(question.scale->max);
  if (kpi == Kpi::csat && question.satisfied_from) label += "_from_" + std::to_string(*question.satisfied_from);
  if (kpi != Kpi::ces) return label;
  if (question.direction == CesDirection::effort)
    return label + "_to_" + std::to_string(effort_easy_to(*question.scale));
  return question.agree_from ? label + "_from_" + std::to_string(*question.agree_from) : label;
}

void KpiTally::merge(const KpiTally& other) {
  nps.promoters += other.nps.promoters;
  nps.passives += other.nps.passives;
  nps.detractors += other.nps.detractors;
  yes += other.yes;
  moments.n += other.moments.n;
  moments.sum += other.moments.sum;
  moments.sum_of_squares += other.moments.sum_of_squares;
}

void count_answers(const SurveyQuestion& question, int value, std::int64_t times, KpiTally& tally) {
  const Kpi kpi = question.kpi.value_or(Kpi::csat);
  tally.moments.add(value, times);
  const double unit = unit_value(question, kpi, value);
  if (kpi == Kpi::nps) {
    (unit > 0 ? tally.nps.promoters : unit < 0 ? tally.nps.detractors : tally.nps.passives) += times;
  } else if (unit > 0) {
    tally.yes += times;
  }
}

KpiTally tally_answers(const SurveyQuestion& question, std::size_t index,
                       const std::vector<const Response*>& responses) {
  KpiTally tally;
  for (const Response* response : responses)
    if (response->values[index]) count_answers(question, *response->values[index], 1, tally);
  return tally;
}

KpiResult kpi_of_tally(const SurveyQuestion& question, const KpiTally& tally) {
  KpiResult result;
  result.column = question.column;
  result.kpi = question.kpi.value_or(Kpi::csat);
  result.label = kpi_label(question);
  result.theme = question.theme;
  result.method = result.kpi == Kpi::nps ? "adjusted_wald" : "wilson";
  result.promoters = tally.nps.promoters;
  result.passives = tally.nps.passives;
  result.detractors = tally.nps.detractors;
  result.yes = tally.yes;
  result.n = tally.n();
  result.small_sample = result.n < kSmallSample;
  result.suppressed = result.n < kSuppressBelow;
  if (result.n == 0) return result;
  result.kpi == Kpi::nps ? fill_nps(result) : fill_share(result);
  result.margin = kZ95 * *result.se;
  if (question.scale) fill_means(result, question, tally.moments);
  return result;
}

std::vector<KpiResult> compute_kpis(const Survey& survey, const std::vector<const Response*>& responses,
                                    bool weighted) {
  std::vector<KpiResult> results;
  for (std::size_t i = 0; i < survey.questions.size(); ++i) {
    if (survey.questions[i].kind == QuestionKind::open) continue;
    const SurveyQuestion& question = survey.questions[i];
    KpiResult result = kpi_of_tally(question, tally_answers(question, i, responses));
    if (weighted) result.weighted = weighted_kpi(question, result.kpi, i, responses);
    results.push_back(std::move(result));
  }
  return results;
}

KpiReport report_kpis(const Survey& survey, const ResponseSet& set, GroupBy group) {
  const bool weighted = !survey.csv.weight.empty();
  std::vector<const Response*> all;
  std::map<std::string, std::vector<const Response*>> groups;
  for (const Response& response : set.responses) {
    all.push_back(&response);
    if (group != GroupBy::none) groups[group == GroupBy::site ? response.site : response.wave].push_back(&response);
  }
  KpiReport report;
  report.all = compute_kpis(survey, all, weighted);
  for (const auto& [name, responses] : groups) report.groups[name] = compute_kpis(survey, responses, weighted);
  return report;
}

}  // namespace constat

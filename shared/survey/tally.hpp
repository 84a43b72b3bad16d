// What a KPI is computed from: counts of one question's answers. Tallies of the same question add up.
#pragma once

#include <vector>

#include "shared/survey/kpi.hpp"
#include "shared/survey/statistics.hpp"

namespace constat {

struct KpiTally {
  NpsCounts nps;         // nps only
  std::int64_t yes = 0;  // shares: satisfied, agreeing, easy, solved, left
  Moments moments;       // every answer, as on its scale

  std::int64_t n() const { return moments.n; }
  void merge(const KpiTally& other);
};

// `times` answers of `value`.
void count_answers(const SurveyQuestion& question, int value, std::int64_t times, KpiTally& tally);

// Question `index` of its survey.
KpiTally tally_answers(const SurveyQuestion& question, std::size_t index,
                       const std::vector<const Response*>& responses);

// Everything but the weighted figures.
KpiResult kpi_of_tally(const SurveyQuestion& question, const KpiTally& tally);

}  // namespace constat

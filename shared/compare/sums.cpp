#include "shared/compare/sums.hpp"

namespace constat {

ScoreSumsBySite sum_scores(const std::vector<AuditScore>& audits) {
  ScoreSumsBySite sums;
  for (const AuditScore& audit : audits) {
    ScoreSums& sum = sums[audit.site];
    sum.mean += audit.percent;
    ++sum.visits;
  }
  for (auto& [site, sum] : sums) sum.mean /= static_cast<double>(sum.visits);
  for (const AuditScore& audit : audits) {
    ScoreSums& sum = sums[audit.site];
    sum.squares += (audit.percent - sum.mean) * (audit.percent - sum.mean);
  }
  return sums;
}

SurveyTallies tally_survey(const SurveyInput& input) {
  SurveyTallies out{input.survey, {}};
  out.questions.resize(input.survey->questions.size());
  for (const std::size_t index : compared_questions(*input.survey)) {
    for (const Response& response : input.responses->responses) {
      if (response.site.empty() || !response.values[index]) continue;
      count_answers(input.survey->questions[index], *response.values[index], 1, out.questions[index][response.site]);
    }
  }
  return out;
}

}  // namespace constat

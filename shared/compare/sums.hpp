// What sites' visits and responses come down to before they are compared: sums that can be kept and added up, so that a
// comparison costs by sites and not by visits.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shared/compare/compare.hpp"
#include "shared/compare/score_sums.hpp"
#include "shared/survey/tally.hpp"

namespace constat {

ScoreSumsBySite sum_scores(const std::vector<AuditScore>& audits);

// One survey's answers by question (parallel to its questions; those that are no KPI stay empty) and by site.
struct SurveyTallies {
  const Survey* survey = nullptr;
  std::vector<std::map<std::string, KpiTally>> questions;
};
SurveyTallies tally_survey(const SurveyInput& input);

// The questions that a comparison is made of: of each KPI the survey's first.
std::vector<std::size_t> compared_questions(const Survey& survey);

// As compare_sites, from sums. Without the list of pairs (sites squared) ranks cost a fraction; they are the same.
Comparison compare_sums(const IndexRules& rules, const ScoreSumsBySite& scores, const std::vector<SurveyTallies>& surveys, Pairs pairs);

}  // namespace constat

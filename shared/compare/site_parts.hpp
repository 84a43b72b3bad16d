// One KPI of one site, ready to be compared: from visit scores and from responses.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "shared/compare/compare.hpp"
#include "shared/compare/pairs.hpp"
#include "shared/compare/sums.hpp"

namespace constat {

struct SitePart {
  SiteKpi kpi;            // in the KPI's own unit, not ranked yet
  bool ranked = false;    // enough answers to be tested against other sites
  bool in_index = false;  // its value is not suppressed
  Estimate score;         // sub-score of the index, 0-100
};

struct PartTable {
  std::string label;
  std::optional<IndexPart> part;  // none: shown beside, not part of the index
  std::map<std::string, SitePart> sites;
};

// Mean visit score per site. The standard error is s/sqrt(n); a site with one visit, or whose visits all score the
// same, takes the pooled standard deviation of all sites for s; where no site has two visits, that of all visits; with
// a single visit in all, 50, the most that a score on 0-100 can vary.
PartTable audit_parts(const ScoreSumsBySite& scores);

// The KPIs of the surveys by key: "nps", "csat", "ces", "fcr", "retention" for the first question of each KPI. Surveys
// whose question has the same label are pooled; another label is a KPI of its own, keyed by the label, outside the
// index. Responses without a site are left out.
std::map<std::string, PartTable> survey_parts(const IndexRules& rules, const std::vector<SurveyTallies>& surveys);

}  // namespace constat

#include "backend/insight/site_trend.hpp"

#include <algorithm>
#include <map>

#include "backend/feed/documents.hpp"
#include "backend/insight/network.hpp"
#include "backend/store/official.hpp"
#include "backend/insight/survey_data.hpp"
#include "backend/insight/weaknesses.hpp"
#include "shared/compare/trend.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kFewestVisits = 5;   // fewer say nothing of what is usual
constexpr std::size_t kFewestPeriods = 3;
constexpr std::size_t kMonth = 7;          // "2026-10"

// Oldest first.
Doc visits_chart(Reader& reader, const SignedIn& who, const SiteId& site) {
  const Organisation organisation = reader.organisation();
  VisitFilter filter;
  filter.site = site;
  std::vector<VisitRecord> visits;
  for (VisitRecord& visit : reader.visits(filter))
    if (is_official(visit, organisation)) visits.push_back(std::move(visit));
  std::reverse(visits.begin(), visits.end());
  std::vector<double> scores;
  for (const VisitRecord& visit : visits) scores.push_back(static_cast<double>(visit.score->value) / 1e6);
  Doc out = {{"visits", visits.size()}, {"fewest", kFewestVisits}, {"chart", nullptr}};
  const auto baseline = baseline_of(scores);
  if (visits.size() < kFewestVisits || !baseline || baseline->sigma <= 0) return out;
  const ControlChart chart = ewma_chart(scores, *baseline);
  Doc points = Doc::array();
  for (std::size_t i = 0; i < visits.size(); ++i) {
    Doc point = {{"at", visits[i].started_at}, {"wave", visits[i].wave.value}, {"score", scores[i]}, {"value", chart.points[i].value},
                 {"limits", interval_document(chart.points[i].low, chart.points[i].high)}, {"out", chart.points[i].out}};
    if (may_see_visit(who, visits[i])) point["visit"] = visits[i].id.value;
    points.push_back(std::move(point));
  }
  out["chart"] = {{"center", chart.center}, {"sigma", baseline->sigma}, {"points", std::move(points)}};
  return out;
}

// The share of satisfied customers, of the first CSAT question there is.
Doc customers_chart(Reader& reader, const SiteId& site) {
  const std::int64_t suppress_below = rules_of(reader, std::string(kAllWaves)).suppress_below;
  std::map<std::string, ShareCount> months;
  for (const KnownSurvey& known : surveys_of(reader)) {
    const std::vector<SurveyQuestion>& questions = known.survey.questions;
    const auto asked = std::find_if(questions.begin(), questions.end(), [](const SurveyQuestion& question) {
      return question.kind == QuestionKind::kpi && question.kpi == Kpi::csat && question.satisfied_from;
    });
    if (asked == questions.end()) continue;
    const auto q = static_cast<std::size_t>(asked - questions.begin());
    const ResponseSet set = responses_of(reader, known, std::string(kAllWaves), [&](const std::string& id) { return id == site.value; });
    for (const Response& response : set.responses) {
      if (!response.values[q] || response.date.size() < kMonth) continue;
      ShareCount& month = months[response.date.substr(0, kMonth)];
      ++month.n;
      month.yes += *response.values[q] >= *asked->satisfied_from;
    }
    if (!months.empty()) break;
  }
  std::vector<std::string> names;
  std::vector<ShareCount> periods;
  std::int64_t hidden = 0;
  for (const auto& [month, count] : months) {
    if (count.n < suppress_below) {
      ++hidden;
      continue;
    }
    names.push_back(month);
    periods.push_back(count);
  }
  Doc out = {{"periods", periods.size()}, {"hidden", hidden}, {"fewest", kFewestPeriods}, {"suppress_below", suppress_below}, {"chart", nullptr}};
  const auto chart = periods.size() < kFewestPeriods ? std::nullopt : p_chart(periods);
  if (!chart) return out;
  Doc points = Doc::array();
  for (std::size_t i = 0; i < periods.size(); ++i)
    points.push_back({{"period", names[i]}, {"yes", periods[i].yes}, {"n", periods[i].n}, {"value", 100 * chart->points[i].value},
                      {"limits", interval_document(100 * chart->points[i].low, 100 * chart->points[i].high)}, {"out", chart->points[i].out}});
  out["chart"] = {{"center", 100 * chart->center}, {"points", std::move(points)}};
  return out;
}

}  // namespace

std::optional<std::string> site_trend(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const SiteId& site,
                                      const std::string& wave) {
  const auto found = reader.site(site);
  auto scope = scope_of(reader, {wave, {}, {}});
  if (!found || !scope || !may_see_site(who, site)) return std::nullopt;
  scope->ids_ = {site.value};
  Doc out = {{"site", site_document(*found)}, {"wave", scope->wave}, {"waves", waves_document(scope->waves)}};
  out["visits"] = visits_chart(reader, who, site);
  out["customers"] = customers_chart(reader, site);
  out["weaknesses"] = Doc::array();
  const auto sums = kept.of(reader, checklists, *scope, scope->wave);
  for (const SiteWeakness& weakness : weaknesses_by_site(sums)) {
    out["weaknesses"].push_back(weakness_document(weakness));
    out["weaknesses"].back()["site"] = site.value;
  }
  return dump_document(out);
}

}  // namespace constat::server

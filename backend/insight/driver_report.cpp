#include "backend/insight/driver_report.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "backend/insight/network.hpp"
#include "backend/insight/survey_data.hpp"
#include "shared/compare/drivers.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

// Beyond, an even choice of them: the intervals hardly change, the time would.
constexpr std::size_t kMostRows = 4000;

// The first question of that KPI, and the survey that asks it.
struct Outcome {
  const KnownSurvey* known = nullptr;
  std::size_t question = 0;
};

std::optional<Outcome> outcome_of(const std::vector<KnownSurvey>& surveys, Kpi kpi) {
  for (const KnownSurvey& known : surveys)
    for (std::size_t q = 0; q < known.survey.questions.size(); ++q)
      if (known.survey.questions[q].kind == QuestionKind::kpi && known.survey.questions[q].kpi == kpi) return Outcome{&known, q};
  return std::nullopt;
}

// A theme that fewer than half of them answered would cost the other half: it is left out.
DriverData rows_of_responses(const Outcome& outcome, const ResponseSet& set, std::size_t& known, std::vector<std::string>& left_out) {
  DriverData data;
  std::vector<std::size_t> themes;
  for (std::size_t q = 0; q < outcome.known->survey.questions.size(); ++q) {
    if (outcome.known->survey.questions[q].kind != QuestionKind::theme) continue;
    std::size_t asked = 0, answered = 0;
    for (const Response& response : set.responses) {
      asked += response.values[outcome.question].has_value();
      answered += response.values[outcome.question] && response.values[q];
    }
    if (2 * answered < asked) {
      left_out.push_back(outcome.known->survey.questions[q].theme);
      continue;
    }
    themes.push_back(q);
    data.drivers.push_back(outcome.known->survey.questions[q].theme);
  }
  std::vector<const Response*> whole;
  for (const Response& response : set.responses) {
    const bool complete = response.values[outcome.question] &&
        std::all_of(themes.begin(), themes.end(), [&](std::size_t q) { return response.values[q].has_value(); });
    if (complete) whole.push_back(&response);
  }
  known = whole.size();
  const std::size_t rows = std::min(known, kMostRows);
  for (std::size_t i = 0; i < rows; ++i) {
    const Response& response = *whole[i * known / rows];
    data.outcome.push_back(*response.values[outcome.question]);
    data.values.emplace_back();
    for (const std::size_t q : themes) data.values.back().push_back(*response.values[q]);
  }
  return data;
}

// Sites whose KPI may be shown and that were visited in every area that all of them share.
DriverData rows_of_sites(const Outcome& outcome, std::map<std::string, KpiTally> tallies, const std::vector<std::shared_ptr<const VisitSums>>& sums,
                         std::int64_t suppress_below, std::size_t& known) {
  std::map<std::string, std::array<PercentSums, kCriteria>> sites;
  for (const auto& each : sums)
    for (const ChecklistSums& checklist : each->checklists)
      for (const InvestigatorSums& judge : checklist.investigators)
        for (std::size_t c = 0; c < kCriteria; ++c) sites[each->site.value][c].merge(judge.criteria[c]);
  DriverData data;
  const Criterion offered[] = {Criterion::reception, Criterion::service, Criterion::after_sales};
  for (const Criterion criterion : offered) data.drivers.emplace_back(kCriterionNames[static_cast<std::size_t>(criterion)]);
  const SurveyQuestion& question = outcome.known->survey.questions[outcome.question];
  for (const auto& [site, criteria] : sites) {
    const KpiTally& tally = tallies[site];
    if (tally.n() == 0 || tally.n() < suppress_below) continue;
    std::vector<double> row;
    for (const Criterion criterion : offered)
      if (const PercentSums& percent = criteria[static_cast<std::size_t>(criterion)]; percent.n > 0) row.push_back(percent.mean);
    if (row.size() < std::size(offered)) continue;
    data.outcome.push_back(kpi_of_tally(question, tally).value.value_or(0));
    data.values.push_back(std::move(row));
  }
  known = data.values.size();
  return data;
}

Doc refusal(std::string key, std::vector<std::string> args = {}) { return {{"key", std::move(key)}, {"args", std::move(args)}}; }

Doc result_document(const KeyDrivers& found) {
  Doc drivers = Doc::array();
  for (const DriverShare& each : found.drivers)
    drivers.push_back({{"code", each.driver}, {"share", each.share}, {"interval", interval_document(each.low, each.high)}, {"correlation", each.correlation}});
  return {{"method", found.method == DriverMethod::lmg ? "lmg" : "johnson"},
          {"r2", found.r2},
          {"r2_interval", interval_document(found.r2_low, found.r2_high)},
          {"few", found.few_sites},
          {"draws", found.draws},
          {"drivers", std::move(drivers)}};
}

}  // namespace

std::optional<std::string> driver_report(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const Asked& asked, const std::string& outcome,
                                         DriverLevel level) {
  const auto scope = scope_of(reader, asked);
  if (!scope) return std::nullopt;
  Doc out = scope_document(*scope);
  out["outcome"] = outcome;
  out["level"] = level == DriverLevel::responses ? "responses" : "sites";
  out["result"] = nullptr;
  out["refused"] = nullptr;
  out["rows"] = 0;
  out["known"] = 0;
  const std::vector<KnownSurvey> surveys = surveys_of(reader);
  const auto question = outcome_of(surveys, outcome == "csat" ? Kpi::csat : Kpi::nps);
  if (!question) {
    out["refused"] = refusal("drivers.no_outcome");
    return dump_document(out);
  }
  out["label"] = kpi_label(question->known->survey.questions[question->question]);
  std::size_t known = 0;
  std::vector<std::string> left_out;
  const auto counts = [&](const std::string& site) { return scope->is_all() || scope->contains(site); };
  const DriverData data = level == DriverLevel::responses
      ? rows_of_responses(*question, responses_of(reader, *question->known, scope->wave, counts), known, left_out)
      : rows_of_sites(*question, tallies_by_site(reader, *question->known, question->question, scope->wave), kept.of(reader, checklists, *scope, scope->wave),
                      rules_of(reader, scope->wave).suppress_below, known);
  out["rows"] = data.outcome.size();
  out["known"] = known;
  out["left_out"] = left_out;
  if (level == DriverLevel::responses && !data.drivers.empty() && static_cast<std::int64_t>(data.outcome.size()) < kSmallSample) {
    out["refused"] = refusal("drivers.few_responses", {std::to_string(data.outcome.size()), std::to_string(kSmallSample)});
    return dump_document(out);
  }
  const auto found = key_drivers(data);
  if (found) {
    out["result"] = result_document(*found);
    return dump_document(out);
  }
  out["refused"] = refusal(found.error().message, found.error().args);
  return dump_document(out);
}

}  // namespace constat::server

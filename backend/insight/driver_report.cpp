#include "backend/insight/driver_report.hpp"

#include <algorithm>
#include <map>

#include "backend/insight/area_scores.hpp"
#include "backend/insight/network.hpp"
#include "backend/insight/survey_data.hpp"
#include "shared/compare/drivers.hpp"
#include "shared/survey/tally.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

// Beyond, an even choice of them: the intervals hardly change, the time would.
constexpr std::size_t kMostRows = 4000;

// The first question of that KPI, and the survey that asks it.
struct Outcome {
  const Survey* survey = nullptr;
  const ResponseSet* set = nullptr;
  std::size_t question = 0;
};

std::optional<Outcome> outcome_of(const Voices& voices, Kpi kpi) {
  for (std::size_t v = 0; v < voices.surveys.size(); ++v)
    for (std::size_t q = 0; q < voices.surveys[v].questions.size(); ++q)
      if (voices.surveys[v].questions[q].kind == QuestionKind::kpi && voices.surveys[v].questions[q].kpi == kpi)
        return Outcome{&voices.surveys[v], &voices.responses[v], q};
  return std::nullopt;
}

// A theme that fewer than half of them answered would cost the other half: it is left out.
DriverData rows_of_responses(const Outcome& outcome, std::size_t& known, std::vector<std::string>& left_out) {
  DriverData data;
  std::vector<std::size_t> themes;
  for (std::size_t q = 0; q < outcome.survey->questions.size(); ++q) {
    if (outcome.survey->questions[q].kind != QuestionKind::theme) continue;
    std::size_t asked = 0, answered = 0;
    for (const Response& response : outcome.set->responses) {
      asked += response.values[outcome.question].has_value();
      answered += response.values[outcome.question] && response.values[q];
    }
    if (2 * answered < asked) {
      left_out.push_back(outcome.survey->questions[q].theme);
      continue;
    }
    themes.push_back(q);
    data.drivers.push_back(outcome.survey->questions[q].theme);
  }
  std::vector<const Response*> whole;
  for (const Response& response : outcome.set->responses) {
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
DriverData rows_of_sites(const Outcome& outcome, const std::vector<CountedVisit>& visits, std::int64_t suppress_below, std::size_t& known) {
  std::map<std::string, std::vector<const Response*>> by_site;
  for (const Response& response : outcome.set->responses) by_site[response.site].push_back(&response);
  std::map<std::string, std::map<Area, std::vector<double>>> areas;
  for (const CountedVisit& visit : visits)
    for (const auto& [area, percent] : area_scores(visit.reported)) areas[visit.record.site.value][area].push_back(percent);
  DriverData data;
  const Area offered[] = {Area::reception, Area::service, Area::after_sales};
  for (const Area area : offered) data.drivers.emplace_back(to_string(area));
  for (const auto& [site, of_site] : areas) {
    if (of_site.size() < std::size(offered) || by_site.count(site) == 0) continue;
    const SurveyQuestion& question = outcome.survey->questions[outcome.question];
    const KpiTally tally = tally_answers(question, outcome.question, by_site[site]);
    if (tally.n() < suppress_below) continue;
    std::vector<double> row;
    for (const Area area : offered) {
      const auto found = of_site.find(area);
      if (found == of_site.end()) break;
      double sum = 0;
      for (const double percent : found->second) sum += percent;
      row.push_back(sum / static_cast<double>(found->second.size()));
    }
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

std::optional<std::string> driver_report(Reader& reader, ChecklistCache& checklists, const Asked& asked, const std::string& outcome,
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
  const Voices voices = voices_of(reader, scope->wave, [&](const std::string& site) { return scope->is_all() || scope->contains(site); });
  const auto question = outcome_of(voices, outcome == "csat" ? Kpi::csat : Kpi::nps);
  if (!question) {
    out["refused"] = refusal("drivers.no_outcome");
    return dump_document(out);
  }
  out["label"] = kpi_label(question->survey->questions[question->question]);
  std::size_t known = 0;
  std::vector<std::string> left_out;
  const DriverData data = level == DriverLevel::responses
      ? rows_of_responses(*question, known, left_out)
      : rows_of_sites(*question, counted_visits(reader, checklists, *scope, scope->wave), rules_of(reader, scope->wave).suppress_below, known);
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

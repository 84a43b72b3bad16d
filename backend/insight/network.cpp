#include "backend/insight/network.hpp"

#include <map>
#include <utility>

#include "backend/store/official.hpp"
#include "shared/survey/survey.hpp"

namespace constat::server {

constexpr double kMicro = 1e6;

IndexRules rules_of(const Organisation& organisation) {
  if (!organisation.index_rules.empty())
    if (auto rules = parse_index_rules(organisation.index_rules)) return *rules;
  return {};
}

namespace {

// Exact: the sums are whole numbers, and the distance from the mean is taken before anything is rounded.
ScoreSums sums_of(std::int64_t visits, std::int64_t score, __int128 squares) {
  const __int128 about_mean = squares * visits - static_cast<__int128>(score) * score;  // times `visits`
  const double n = static_cast<double>(visits);
  return {visits, static_cast<double>(score) / n / kMicro, static_cast<double>(about_mean) / n / kMicro / kMicro};
}

ScoreSumsBySite official_scores(Reader& reader, const std::optional<WaveId>& wave, const std::function<bool(const std::string&)>& counts) {
  const Organisation organisation = reader.organisation();
  struct Exact {
    std::int64_t visits = 0, score = 0;
    __int128 squares = 0;
  };
  std::map<std::string, Exact> exact;
  for (const SiteScores& scores : reader.site_scores(wave)) {
    if (!counts(scores.site.value) || !is_official_status(scores.status, organisation)) continue;
    Exact& sum = exact[scores.site.value];
    sum.visits += scores.visits;
    sum.score += scores.score;
    sum.squares += (static_cast<__int128>(scores.squares_high) << 32) + scores.squares_low;
  }
  ScoreSumsBySite sums;
  for (const auto& [site, sum] : exact) sums[site] = sums_of(sum.visits, sum.score, sum.squares);
  return sums;
}

SurveyTallies tallies_of(Reader& reader, const SurveyId& id, const Survey& survey, const std::optional<WaveId>& wave,
                         const std::function<bool(const std::string&)>& counts) {
  SurveyTallies out{&survey, {}};
  out.questions.resize(survey.questions.size());
  for (const std::size_t question : compared_questions(survey)) {
    for (const AnswerCount& count : reader.answer_counts(id, static_cast<std::int64_t>(question), wave)) {
      if (!counts(count.site)) continue;
      count_answers(survey.questions[question], static_cast<int>(count.value), count.answers, out.questions[question][count.site]);
    }
  }
  return out;
}

}  // namespace

Network compare_network(Reader& reader, const std::string& wave, Pairs pairs, const std::function<bool(const std::string&)>& counts) {
  std::optional<WaveId> of_wave;
  if (wave != kAllWaves) of_wave = WaveId(wave);
  std::vector<std::pair<SurveyId, Survey>> surveys;
  for (const SurveyRecord& record : reader.surveys())
    if (auto survey = parse_survey(record.json)) surveys.emplace_back(record.id, std::move(*survey));
  std::vector<SurveyTallies> tallies;
  for (const auto& [id, survey] : surveys) tallies.push_back(tallies_of(reader, id, survey, of_wave, counts));
  Network network;
  network.rules = rules_of(reader.organisation());
  network.comparison = compare_sums(network.rules, official_scores(reader, of_wave, counts), tallies, pairs);
  return network;
}

std::optional<std::string> chosen_wave(Reader& reader, std::string_view asked) {
  const std::vector<Wave> waves = reader.waves();
  if (asked == kAllWaves || (asked.empty() && waves.empty())) return std::string(kAllWaves);
  if (asked.empty()) {
    for (auto wave = waves.rbegin(); wave != waves.rend(); ++wave) {
      VisitFilter filter;
      filter.wave = wave->id;
      filter.any = true;
      if (!reader.visits(filter).empty()) return wave->id.value;
    }
    return waves.back().id.value;
  }
  for (const Wave& wave : waves)
    if (wave.id.value == asked) return wave.id.value;
  return std::nullopt;
}

}  // namespace constat::server

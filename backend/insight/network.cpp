#include "backend/insight/network.hpp"

#include <map>
#include <utility>

#include "backend/insight/survey_data.hpp"
#include "backend/programmes/programme_of.hpp"
#include "backend/store/official.hpp"

namespace constat::server {

namespace {

constexpr double kMicro = 1e6;

std::optional<WaveId> one_wave(const std::string& wave) { return wave == kAllWaves ? std::nullopt : std::optional<WaveId>(WaveId(wave)); }

}  // namespace

IndexRules rules_of(Reader& reader, const std::string& wave) {
  const std::string json = index_rules_of(reader, one_wave(wave));
  auto rules = json.empty() ? Parsed<IndexRules>(IndexRules{}) : parse_index_rules(json);
  return rules ? *rules : IndexRules{};
}

namespace {

// Exact: the sums are whole numbers, and the distance from the mean is taken before anything is rounded.
ScoreSums sums_of(std::int64_t visits, std::int64_t score, __int128 squares) {
  const __int128 about_mean = squares * visits - static_cast<__int128>(score) * score;  // times `visits`
  const double n = static_cast<double>(visits);
  return {visits, static_cast<double>(score) / n / kMicro, static_cast<double>(about_mean) / n / kMicro / kMicro};
}

struct Exact {
  std::int64_t visits = 0, score = 0;
  __int128 squares = 0;
  void add(const SiteScores& scores, int sign) {
    visits += sign * scores.visits;
    score += sign * scores.score;
    squares += sign * ((static_cast<__int128>(scores.squares_high) << 32) + scores.squares_low);
  }
};

}  // namespace

// Over all waves: the sums as the organisation counts, and for each wave whose programme decides otherwise what it has more or
// less. The sums are whole numbers: taking away leaves nothing behind.
ScoreSumsBySite official_scores(Reader& reader, const std::string& asked, const std::function<bool(const std::string&)>& counts) {
  const std::optional<WaveId> wave = one_wave(asked);
  const Organisation organisation = reader.organisation();
  const WaveId unknown;
  std::map<std::string, Exact> exact;
  for (const SiteScores& scores : reader.site_scores(wave))
    if (counts(scores.site.value) && is_official_status(scores.status, wave.value_or(unknown), organisation)) exact[scores.site.value].add(scores, 1);
  if (!wave) {
    for (const auto& [other, required] : organisation.review_by_wave) {
      if (required == organisation.review_required) continue;
      for (const SiteScores& scores : reader.site_scores(other)) {
        const bool counted = is_official_status(scores.status, unknown, organisation), should = is_official_status(scores.status, other, organisation);
        if (counts(scores.site.value) && counted != should) exact[scores.site.value].add(scores, should ? 1 : -1);
      }
    }
  }
  ScoreSumsBySite sums;
  for (const auto& [site, sum] : exact)
    if (sum.visits > 0) sums[site] = sums_of(sum.visits, sum.score, sum.squares);
  return sums;
}

namespace {

using Rows = std::function<std::vector<std::string>(const std::string& site)>;  // in which rows a site's answers count

SurveyTallies tallies_of(Reader& reader, const SurveyId& id, const Survey& survey, const std::optional<WaveId>& wave, const Rows& rows_of) {
  SurveyTallies out{&survey, {}};
  out.questions.resize(survey.questions.size());
  for (const std::size_t question : compared_questions(survey))
    for (const AnswerCount& count : reader.answer_counts(id, static_cast<std::int64_t>(question), wave))
      for (const std::string& row : count.site.empty() ? std::vector<std::string>() : rows_of(count.site))  // without a site it compares with nothing
        count_answers(survey.questions[question], static_cast<int>(count.value), count.answers, out.questions[question][row]);
  return out;
}

Network compared(Reader& reader, const std::string& wave, Pairs pairs, const ScoreSumsBySite& scores, const Rows& rows_of) {
  const std::vector<KnownSurvey> surveys = surveys_of(reader);
  std::vector<SurveyTallies> tallies;
  for (const auto& [id, survey] : surveys) tallies.push_back(tallies_of(reader, id, survey, one_wave(wave), rows_of));
  Network network;
  network.rules = rules_of(reader, wave);
  network.comparison = compare_sums(network.rules, scores, tallies, pairs);
  return network;
}

}  // namespace

Network compare_network(Reader& reader, const std::string& wave, Pairs pairs, const std::function<bool(const std::string&)>& counts) {
  return compared(reader, wave, pairs, official_scores(reader, wave, counts),
                  [&](const std::string& site) { return counts(site) ? std::vector<std::string>{site} : std::vector<std::string>(); });
}

std::map<std::string, KpiComparison> compare_group_answers(Reader& reader, const std::string& wave,
                                                           const std::function<std::vector<std::string>(const std::string&)>& groups_of) {
  return compared(reader, wave, Pairs::left_out, {}, groups_of).comparison.kpis;
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

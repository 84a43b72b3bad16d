#include "backend/insight/survey_data.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "backend/insight/network.hpp"

namespace constat::server {

using Doc = nlohmann::json;

StoredResponse stored_response(const Response& response, std::string_view file_hash, std::int64_t row) {
  Doc values = Doc::array();
  for (const ResponseValue& value : response.values) values.push_back(value ? Doc(*value) : Doc(nullptr));
  return {std::string(file_hash), row, response.id, response.site, response.wave, response.date, response.weight,
          values.dump(), Doc(response.texts).dump(-1, ' ', false, Doc::error_handler_t::replace)};
}

Response core_response(const StoredResponse& stored, std::size_t questions) {
  Response response;
  response.id = stored.id;
  response.site = stored.site;
  response.wave = stored.wave;
  response.date = stored.date;
  response.weight = stored.weight;
  response.values.resize(questions);
  response.texts.resize(questions);
  const Doc values = Doc::parse(stored.values, nullptr, false);
  if (values.is_array())
    for (std::size_t i = 0; i < values.size() && i < questions; ++i)
      if (values[i].is_number_integer()) response.values[i] = values[i].get<int>();
  const Doc texts = Doc::parse(stored.texts, nullptr, false);
  if (texts.is_array())
    for (std::size_t i = 0; i < texts.size() && i < questions; ++i)
      if (texts[i].is_string()) response.texts[i] = texts[i].get<std::string>();
  return response;
}

std::vector<KnownSurvey> surveys_of(Reader& reader) {
  std::vector<KnownSurvey> known;
  for (const SurveyRecord& record : reader.surveys())
    if (auto survey = parse_survey(record.json)) known.push_back({record.id, std::move(*survey)});
  return known;
}

std::map<std::string, KpiTally> tallies_by_site(Reader& reader, const KnownSurvey& known, std::size_t question, const std::string& wave) {
  std::optional<WaveId> of_wave;
  if (wave != kAllWaves) of_wave = WaveId(wave);
  std::map<std::string, KpiTally> tallies;
  for (const AnswerCount& count : reader.answer_counts(known.id, static_cast<std::int64_t>(question), of_wave))
    count_answers(known.survey.questions[question], static_cast<int>(count.value), count.answers, tallies[count.site]);
  return tallies;
}

ResponseSet responses_of(Reader& reader, const KnownSurvey& known, const std::string& wave, const std::function<bool(const std::string&)>& counts) {
  ResponseSet set;
  for (const StoredResponse& stored : reader.responses(known.id)) {
    if (wave != kAllWaves && !stored.wave.empty() && stored.wave != wave) continue;
    if (counts(stored.site)) set.responses.push_back(core_response(stored, known.survey.questions.size()));
  }
  return set;
}

}  // namespace constat::server

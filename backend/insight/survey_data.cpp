#include "backend/insight/survey_data.hpp"

#include <nlohmann/json.hpp>
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

Voices voices_of(Reader& reader, const std::string& wave, const std::function<bool(const std::string&)>& counts) {
  Voices voices;
  for (const SurveyRecord& record : reader.surveys()) {
    auto survey = parse_survey(record.json);
    if (!survey) continue;
    ResponseSet set;
    for (const StoredResponse& stored : reader.responses(record.id)) {
      if (wave != kAllWaves && !stored.wave.empty() && stored.wave != wave) continue;
      if (counts(stored.site)) set.responses.push_back(core_response(stored, survey->questions.size()));
    }
    voices.surveys.push_back(std::move(*survey));
    voices.responses.push_back(std::move(set));
  }
  return voices;
}

}  // namespace constat::server

#include "backend/insight/survey_data.hpp"

#include <nlohmann/json.hpp>

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

}  // namespace constat::server

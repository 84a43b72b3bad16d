// Survey responses between the core's form and the store's.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "backend/store/repository.hpp"
#include "shared/survey/responses.hpp"

namespace constat::server {

StoredResponse stored_response(const Response& response, std::string_view file_hash, std::int64_t row);
Response core_response(const StoredResponse& stored, std::size_t questions);

// What customers said, survey by survey, parallel.
struct Voices {
  std::vector<Survey> surveys;
  std::vector<ResponseSet> responses;
};
// Of a wave, or of kAllWaves; a response without a wave counts in every wave. `counts`: whether a site takes part.
Voices voices_of(Reader& reader, const std::string& wave, const std::function<bool(const std::string&)>& counts);

}  // namespace constat::server

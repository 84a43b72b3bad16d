// Survey responses between the core's form and the store's.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "backend/store/repository.hpp"
#include "shared/survey/responses.hpp"
#include "shared/survey/tally.hpp"

namespace constat::server {

StoredResponse stored_response(const Response& response, std::string_view file_hash, std::int64_t row);
Response core_response(const StoredResponse& stored, std::size_t questions);

struct KnownSurvey {
  SurveyId id;
  Survey survey;
};
std::vector<KnownSurvey> surveys_of(Reader& reader);  // that load in this version

// Everywhere here: of a wave, or of kAllWaves; a response without a wave counts in every wave.

// The answers to one question by site, from the sums that the store keeps; "" is those that name no site.
std::map<std::string, KpiTally> tallies_by_site(Reader& reader, const KnownSurvey& known, std::size_t question, const std::string& wave);
// Row by row. `counts`: whether a site takes part.
ResponseSet responses_of(Reader& reader, const KnownSurvey& known, const std::string& wave, const std::function<bool(const std::string&)>& counts);

}  // namespace constat::server

// Survey responses between the core's form and the store's.
#pragma once

#include <string>
#include <vector>

#include "backend/store/records.hpp"
#include "shared/survey/responses.hpp"

namespace constat::server {

StoredResponse stored_response(const Response& response, std::string_view file_hash, std::int64_t row);
Response core_response(const StoredResponse& stored, std::size_t questions);

}  // namespace constat::server

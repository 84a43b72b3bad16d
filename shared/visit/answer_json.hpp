// One answer between its JSON value and its type; private to shared/visit.
#pragma once

#include <string>

#include "shared/base/json_reader.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

Answer read_answer(const Json& json, const std::string& path, Problems& problems);
Json answer_json(const Answer& answer);

}  // namespace constat

// Reads one question of a survey's description and collects its problems.
#pragma once

#include <string>
#include <vector>

#include "shared/base/json.hpp"
#include "shared/survey/survey.hpp"

namespace constat {

// With problems reported the question is only what could be read of it.
SurveyQuestion read_question(const Json& json, std::string path, std::vector<Problem>& problems);

}  // namespace constat

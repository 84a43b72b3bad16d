// A survey's description with its responses, as the commands read them.
#pragma once

#include <optional>
#include <string>

#include "backend/cli/command.hpp"
#include "shared/survey/responses.hpp"
#include "shared/survey/survey.hpp"

namespace constat {

struct SurveyFile {
  Survey survey;
  ResponseSet responses;
};

// Reports every problem of either file on standard error; none when there is any.
std::optional<SurveyFile> read_survey_file(const std::string& survey_path, const std::string& responses_path,
                                           Console& console);

}  // namespace constat

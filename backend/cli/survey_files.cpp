#include "backend/cli/survey_files.hpp"

#include <utility>

#include "backend/cli/files.hpp"

namespace constat {

std::optional<SurveyFile> read_survey_file(const std::string& survey_path, const std::string& responses_path,
                                           Console& console) {
  const Result<std::string> json = read_input(survey_path);
  const Result<std::string> csv = read_input(responses_path);
  if (!json) report_error(console, json.error());
  if (!csv) report_error(console, csv.error());
  if (!json || !csv) return std::nullopt;
  Parsed<Survey> survey = parse_survey(*json);
  if (!survey) {
    report_problems(console, survey_path, survey.error());
    return std::nullopt;
  }
  Parsed<ResponseSet> responses = read_responses(*survey, *csv);
  if (!responses) {
    report_problems(console, responses_path, responses.error());
    return std::nullopt;
  }
  return SurveyFile{std::move(*survey), std::move(*responses)};
}

}  // namespace constat

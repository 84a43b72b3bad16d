// The linter: what is odd in a checklist that loads and scores, each with the answers of an example visit that show it.
// Rules, one line each: docs/linter.md. Questions and answers are explored exactly, as far as a bound on the work allows;
// what the bound left open is said, never guessed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/text/text.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

using Answers = std::map<std::string, Answer, std::less<>>;

struct Finding {
  // error: the checklist cannot do what it says; warning: probably not what was meant; note: could not be decided
  enum class Severity : std::uint8_t { error, warning, note } severity = Severity::warning;
  std::string code;                // its sentence is "lint.<code>" in the catalogue
  std::string path;                // as "sections[0].items[2].visible_if"
  std::vector<std::string> args;   // of the sentence
  Answers example;                 // accepted by the checklist's validation; further questions are open
};

// Every finding, in the order of the checklist's places.
std::vector<Finding> lint(const Checklist& checklist);

std::string_view to_string(Finding::Severity severity);
std::string describe(Language language, const Finding& finding);  // "what is wrong; what to do"

// The JSON object of `constat check --lint --format json`, without the file.
std::string write_finding(Language language, const Checklist& checklist, const Finding& finding);

// Longest texts, in characters, that a phone of 360 px shows without crowding out the answers.
struct TextLimit {
  std::string_view what;  // "prompt"
  std::size_t most;
};
inline constexpr TextLimit kTextLimits[] = {{"title", 60},   {"prompt", 90},  {"help", 280}, {"on_the_spot", 24},
                                            {"label", 60},   {"message", 160}};

// An item that alone decides more than this share of the visit's score is reported.
inline constexpr int kDominantOf = 3;  // a third
// N/A or a blank that lifts the score by at least so many points (percent) is reported.
inline constexpr std::int64_t kLiftPercent = 10;

}  // namespace constat

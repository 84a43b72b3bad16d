// A survey's description ("constat.survey/1"): which column of an export holds which KPI question.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"
#include "shared/checklist/checklist.hpp"

namespace constat {

enum class Kpi : std::uint8_t { nps, csat, ces, fcr, churn };
enum class QuestionKind : std::uint8_t { kpi, theme, open };
enum class CesDirection : std::uint8_t { effort, ease };
enum class CsvEncoding : std::uint8_t { utf8, windows_1252, cp850, automatic };

struct SurveyScale {
  int min = 0, max = 10;
  bool contains(int value) const { return value >= min && value <= max; }
};

struct SurveyQuestion {
  std::string column;
  QuestionKind kind = QuestionKind::kpi;
  std::optional<Kpi> kpi;             // QuestionKind::kpi
  std::string theme;                  // QuestionKind::theme
  std::optional<SurveyScale> scale;   // nps, csat, ces, theme
  std::optional<int> satisfied_from;  // csat, theme; default 4 of 5, 6 of 7, 9 of 10, the best of 3
  std::optional<int> agree_from;      // ces ease
  CesDirection direction = CesDirection::ease;
  std::vector<std::string> yes, no;  // fcr, churn
  std::vector<std::string> blank;    // values that count as no answer; empty always does
};

struct CsvFormat {
  CsvEncoding encoding = CsvEncoding::automatic;
  std::optional<char> delimiter;             // none: sniffed
  std::string site, date, id, weight, wave;  // column names, empty: absent
};

struct Survey {
  SurveyId id;
  LocalizedText title;
  std::string theme, channel, trigger, level, period_from, period_to;
  CsvFormat csv;
  std::vector<SurveyQuestion> questions;
};

Parsed<Survey> parse_survey(std::string_view json);
std::string_view to_string(Kpi kpi);

}  // namespace constat

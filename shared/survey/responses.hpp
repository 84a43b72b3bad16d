// Survey responses read from anybody's CSV export. Nothing is silently dropped: every value is accepted, blank or
// rejected with its row and column.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/survey/survey.hpp"

namespace constat {

// One question's answer in one response: a scale value, a yes (1) / no (0), or nothing.
using ResponseValue = std::optional<int>;

struct Response {
  std::string id, site, wave, date;
  double weight = 1.0;
  std::vector<ResponseValue> values;  // parallel to Survey::questions; none for blank, rejected and open questions
  std::vector<std::string> texts;     // open questions only, parallel to Survey::questions, else empty
};

struct RejectedValue {
  std::int64_t row = 0;  // data row, 1 is the first after the header
  std::string column, value;
};

struct ResponseSet {
  std::vector<Response> responses;
  std::int64_t read = 0;      // data rows
  std::int64_t accepted = 0;  // rows without a rejected value
  std::int64_t blank = 0;     // blank values of KPI and theme questions
  std::vector<RejectedValue> rejected;
};

// Problems: a named column that the header lacks, a quote that is never closed, text that is not in the encoding.
Parsed<ResponseSet> read_responses(const Survey& survey, std::string_view csv_bytes);

}  // namespace constat

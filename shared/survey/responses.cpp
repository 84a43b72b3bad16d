#include "shared/survey/responses.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "shared/survey/csv.hpp"
#include "shared/survey/encoding.hpp"

namespace constat {
namespace {

constexpr std::size_t kShownValue = 80;  // bytes of a rejected value that the report repeats

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string shortened(std::string_view text) {
  if (text.size() <= kShownValue) return std::string(text);
  std::size_t end = kShownValue;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "5", "+5", "05", and what spreadsheets and pandas make of it: "5.0", "5,00".
std::optional<int> whole_number(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  int value = 0;
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) {
    if (value > 1'000'000) return std::nullopt;
    value = value * 10 + (text[digits++] - '0');
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  if (!text.empty()) {
    if (text[0] != '.' && text[0] != ',') return std::nullopt;
    text.remove_prefix(1);
    if (text.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
  }
  return negative ? -value : value;
}

// A weight: finite, >= 0; a decimal comma is read as a point.
std::optional<double> weight_of(std::string_view text) {
  if (text.empty() || text.size() > 40) return std::nullopt;
  std::string number(text);
  std::replace(number.begin(), number.end(), ',', '.');
  if (number.find_first_not_of("0123456789.eE+-") != std::string::npos) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(number.c_str(), &end);
  if (end != number.c_str() + number.size() || !(value >= 0) || value > 1e12) return std::nullopt;
  return value;
}

// Whether the cell is one of the listed values, as text or as the same whole number ("2.0" is listed by "2").
bool is_listed(const std::vector<std::string>& list, std::string_view cell) {
  const std::optional<int> number = whole_number(cell);
  return std::any_of(list.begin(), list.end(), [&](const std::string& entry) {
    return entry == cell || (number && whole_number(entry) == number);
  });
}

enum class Cell { accepted, blank, rejected };

Cell read_cell(const SurveyQuestion& question, std::string_view cell, ResponseValue& value) {
  if (cell.empty() || is_listed(question.blank, cell)) return Cell::blank;
  if (question.kpi == Kpi::fcr || question.kpi == Kpi::churn) {
    if (is_listed(question.yes, cell)) value = 1;
    if (is_listed(question.no, cell)) value = 0;
    return value ? Cell::accepted : Cell::rejected;
  }
  const std::optional<int> number = whole_number(cell);
  if (!number || !question.scale || !question.scale->contains(*number)) return Cell::rejected;
  value = *number;
  return Cell::accepted;
}

// Where the survey's columns stand in the file.
struct Columns {
  std::optional<std::size_t> site, date, id, weight, wave;
  std::vector<std::size_t> questions;  // parallel to Survey::questions
};

class ResponseReader {
 public:
  ResponseReader(const Survey& survey, std::string_view text, char delimiter)
      : survey_(survey), reader_(text, delimiter) {}

  Parsed<ResponseSet> read() {
    if (!reader_.next(header_)) return problem("csv-empty", {});
    for (std::string& name : header_.fields) name = std::string(trimmed(name));
    if (header_.unclosed_quote) return problem("csv-header-quote", {});
    locate_columns();
    if (!problems_.empty()) return tl::unexpected(std::move(problems_));
    read_rows();
    return std::move(set_);
  }

 private:
  static Parsed<ResponseSet> problem(std::string code, std::vector<std::string> args) {
    return tl::unexpected(std::vector<Problem>{{"header", std::move(code), std::move(args)}});
  }

  std::size_t locate(const std::string& name) {
    const auto count = std::count(header_.fields.begin(), header_.fields.end(), name);
    if (count == 1) {
      return static_cast<std::size_t>(std::find(header_.fields.begin(), header_.fields.end(), name) -
                                      header_.fields.begin());
    }
    Problem problem{"header", count == 0 ? "csv-column-missing" : "csv-column-twice", {name}};
    if (std::find(problems_.begin(), problems_.end(), problem) == problems_.end()) problems_.push_back(problem);
    return 0;
  }

  void locate_columns() {
    const CsvFormat& csv = survey_.csv;
    const std::array<std::pair<const std::string*, std::optional<std::size_t>*>, 5> roles{
        {{&csv.site, &columns_.site},
         {&csv.date, &columns_.date},
         {&csv.id, &columns_.id},
         {&csv.weight, &columns_.weight},
         {&csv.wave, &columns_.wave}}};
    for (const auto& [name, column] : roles) {
      if (!name->empty()) *column = locate(*name);
    }
    for (const SurveyQuestion& question : survey_.questions) columns_.questions.push_back(locate(question.column));
  }

  void read_rows() {
    CsvRecord record;
    const std::size_t width = header_.fields.size();
    while (reader_.next(record, width)) {
      // An empty line is no row, except where the file has one column and the answer is blank.
      if (record.is_empty_line() && width > 1) continue;
      ++set_.read;
      const std::size_t rejected_before = set_.rejected.size();
      read_row(record);
      if (set_.rejected.size() == rejected_before) ++set_.accepted;
    }
  }

  void reject(std::string_view column, std::string_view value) {
    set_.rejected.push_back({set_.read, std::string(column), shortened(value)});
  }

  // A row that is too short keeps what it has; one that is too long has lost its columns and is rejected whole.
  void read_row(const CsvRecord& record) {
    const std::size_t width = header_.fields.size();
    for (std::size_t i = width; i < record.fields.size(); ++i) {
      if (!trimmed(record.fields[i]).empty()) return reject("", record.fields[i]);
    }
    if (record.unclosed_quote && *record.unclosed_quote < width) {
      reject(header_.fields[*record.unclosed_quote], record.fields[*record.unclosed_quote]);
    }
    const auto cell = [&](std::optional<std::size_t> column) {
      return column && *column < record.fields.size() ? trimmed(record.fields[*column]) : std::string_view();
    };
    Response response;
    response.id = cell(columns_.id);
    response.site = cell(columns_.site);
    response.wave = cell(columns_.wave);
    response.date = cell(columns_.date);
    if (columns_.weight) {
      const std::optional<double> weight = weight_of(cell(columns_.weight));
      if (!weight) reject(survey_.csv.weight, cell(columns_.weight));
      response.weight = weight.value_or(0.0);
    }
    response.values.resize(survey_.questions.size());
    response.texts.resize(survey_.questions.size());
    for (std::size_t i = 0; i < survey_.questions.size(); ++i) {
      read_answer(survey_.questions[i], columns_.questions[i], cell(columns_.questions[i]), record, i, response);
    }
    set_.responses.push_back(std::move(response));
  }

  void read_answer(const SurveyQuestion& question, std::size_t column, std::string_view cell, const CsvRecord& record,
                   std::size_t index, Response& response) {
    if (question.kind == QuestionKind::open) {
      if (!is_listed(question.blank, cell)) response.texts[index] = cell;
      return;
    }
    switch (read_cell(question, cell, response.values[index])) {
      case Cell::accepted:
        break;
      case Cell::blank:
        ++set_.blank;
        break;
      case Cell::rejected:
        if (record.unclosed_quote != column) reject(question.column, cell);  // else already rejected
        break;
    }
  }

  const Survey& survey_;
  CsvReader reader_;
  CsvRecord header_;
  Columns columns_;
  std::vector<Problem> problems_;
  ResponseSet set_;
};

std::vector<std::string_view> wanted_columns(const Survey& survey) {
  std::vector<std::string_view> wanted;
  for (const std::string* name :
       {&survey.csv.site, &survey.csv.date, &survey.csv.id, &survey.csv.weight, &survey.csv.wave}) {
    if (!name->empty()) wanted.push_back(*name);
  }
  for (const SurveyQuestion& question : survey.questions) wanted.push_back(question.column);
  return wanted;
}

}  // namespace

Parsed<ResponseSet> read_responses(const Survey& survey, std::string_view csv_bytes) {
  Result<std::string> text = decode_csv(csv_bytes, survey.csv.encoding);
  if (!text) {
    constexpr std::string_view kPrefix = "problem.";
    std::string code = text.error().message;
    if (code.compare(0, kPrefix.size(), kPrefix) == 0) code.erase(0, kPrefix.size());
    return tl::unexpected(std::vector<Problem>{{"", std::move(code), text.error().args}});
  }
  const char delimiter = survey.csv.delimiter ? *survey.csv.delimiter : sniff_delimiter(*text, wanted_columns(survey));
  return ResponseReader(survey, *text, delimiter).read();
}

}  // namespace constat

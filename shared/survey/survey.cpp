#include "shared/survey/survey.hpp"

#include <algorithm>
#include <utility>

#include "shared/base/json_reader.hpp"
#include "shared/survey/question_reader.hpp"
#include "shared/survey/words.hpp"

namespace constat {
namespace {

bool is_leap_year(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

// "2017-05-31", a day that exists.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t at : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (text[at] < '0' || text[at] > '9') return false;
  }
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const int year = two(0) * 100 + two(2), month = two(5), day = two(8);
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= kDays[month - 1] + (month == 2 && is_leap_year(year) ? 1 : 0);
}

// "fr", "en", "pt-BR".
bool is_language(std::string_view text) {
  return text.size() >= 2 && text.size() <= 35 && text[0] >= 'a' && text[0] <= 'z' && text[1] >= 'a' &&
         text[1] <= 'z' && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
         });
}

constexpr Word<CsvEncoding> kEncodings[] = {{"utf-8", CsvEncoding::utf8},
                                            {"windows-1252", CsvEncoding::windows_1252},
                                            {"cp850", CsvEncoding::cp850},
                                            {"auto", CsvEncoding::automatic}};

LocalizedText read_title(JsonReader& survey) {
  LocalizedText title;
  const Json* value = survey.required("title", JsonKind::object);
  if (!value) return title;
  if (value->members.empty()) survey.report("title", "empty-text");
  for (const JsonMember& member : value->members) {
    const std::string path = member_path(survey.path_of("title"), member.name);
    if (!is_language(member.name)) {
      survey.problems().push_back({path, "bad-language", {member.name}});
      continue;
    }
    const std::optional<std::string> text = read_text(member.value, path, survey.problems());
    if (text && text->empty()) survey.problems().push_back({path, "empty-text", {}});
    title.by_language[member.name] = text.value_or("");
    if (title.first_language.empty()) title.first_language = member.name;
  }
  return title;
}

std::string read_optional_id(JsonReader& reader, std::string_view name) {
  const Json* value = reader.optional(name);
  return value ? read_id(*value, reader.path_of(name), reader.problems()).value_or("") : std::string();
}

void read_period(JsonReader& reader, Survey& survey) {
  const Json* value = reader.optional("period");
  if (!value) return;
  JsonReader period(*value, reader.path_of("period"), reader.problems());
  const auto date = [&](std::string_view name) {
    const Json* text = period.required(name, JsonKind::string);
    if (text && is_date(text->text)) return text->text;
    if (text) period.report(name, "survey-date", {text->text});
    return std::string();
  };
  survey.period_from = date("from");
  survey.period_to = date("to");
  period.refuse_others();
  if (!survey.period_from.empty() && !survey.period_to.empty() && survey.period_to < survey.period_from) {
    reader.report("period", "survey-period", {survey.period_from, survey.period_to});
  }
}

bool is_delimiter(std::string_view text) {
  if (text.size() != 1) return false;
  const char c = text[0];
  const bool letter_or_digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return c == '\t' || (c >= ' ' && c <= '~' && c != '"' && !letter_or_digit);
}

void read_csv_format(JsonReader& reader, CsvFormat& format) {
  const Json* value = reader.optional("csv");
  if (!value) return;
  JsonReader csv(*value, reader.path_of("csv"), reader.problems());
  format.encoding = read_survey_word(csv, "encoding", csv.optional("encoding", JsonKind::string), kEncodings)
                        .value_or(CsvEncoding::automatic);
  if (const Json* delimiter = csv.optional("delimiter", JsonKind::string)) {
    if (is_delimiter(delimiter->text)) {
      format.delimiter = delimiter->text[0];
    } else {
      csv.report("delimiter", "survey-delimiter", {delimiter->text});
    }
  }
  const auto column = [&](std::string_view name) {
    return read_filled_text(csv, name, csv.optional(name, JsonKind::string));
  };
  format.site = column("site");
  format.date = column("date");
  format.id = column("id");
  format.weight = column("weight");
  format.wave = column("wave");
  csv.refuse_others();
}

bool asks_the_same(const SurveyQuestion& a, const SurveyQuestion& b) {
  return a.column == b.column && a.kind == b.kind && a.kpi == b.kpi;
}

void read_questions(JsonReader& reader, Survey& survey) {
  const Json* value = reader.required("questions", JsonKind::array);
  if (!value) return;
  if (value->elements.empty()) reader.report("questions", "empty-list");
  for (std::size_t i = 0; i < value->elements.size(); ++i) {
    const std::string path = element_path(reader.path_of("questions"), i);
    const std::size_t before = reader.problems().size();
    SurveyQuestion question = read_question(value->elements[i], path, reader.problems());
    const bool twice = std::any_of(survey.questions.begin(), survey.questions.end(),
                                   [&](const SurveyQuestion& other) { return asks_the_same(question, other); });
    if (twice && reader.problems().size() == before) {
      reader.problems().push_back({path, "survey-question-twice", {question.column}});
    }
    survey.questions.push_back(std::move(question));
  }
}

}  // namespace

Parsed<Survey> parse_survey(std::string_view json) {
  Parsed<Json> document = parse_json(json);
  if (!document) return tl::unexpected(std::move(document.error()));
  Problems problems;
  JsonReader reader(*document, "", problems);
  Survey survey;
  read_format(reader, "constat.survey/1");
  if (const Json* id = reader.required("id")) survey.id = SurveyId(read_id(*id, "id", problems).value_or(""));
  survey.title = read_title(reader);
  survey.theme = read_optional_id(reader, "theme");
  survey.channel = read_optional_id(reader, "channel");
  survey.trigger = read_optional_id(reader, "trigger");
  survey.level = read_optional_id(reader, "level");
  read_period(reader, survey);
  read_csv_format(reader, survey.csv);
  read_questions(reader, survey);
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return survey;
}

}  // namespace constat

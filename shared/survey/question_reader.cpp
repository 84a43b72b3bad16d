#include "shared/survey/question_reader.hpp"

#include <algorithm>
#include <utility>

#include "shared/base/json_reader.hpp"
#include "shared/survey/words.hpp"

namespace constat {
namespace {

constexpr std::int64_t kScaleLimit = 1000;  // a survey's scale ends somewhere

constexpr Word<Kpi> kKpis[] = {
    {"nps", Kpi::nps}, {"csat", Kpi::csat}, {"ces", Kpi::ces}, {"fcr", Kpi::fcr}, {"churn", Kpi::churn}};
constexpr Word<QuestionKind> kKinds[] = {
    {"kpi", QuestionKind::kpi}, {"theme", QuestionKind::theme}, {"open", QuestionKind::open}};
constexpr Word<CesDirection> kDirections[] = {{"ease", CesDirection::ease}, {"effort", CesDirection::effort}};

// The usual threshold of a satisfaction scale (top two boxes; 9 of 10; the best of three smileys); none where there is
// no usual one.
std::optional<int> usual_satisfied_from(SurveyScale scale) {
  if (scale.min == 1 && scale.max == 3) return 3;
  if (scale.min == 1 && scale.max == 5) return 4;
  if (scale.min == 1 && scale.max == 7) return 6;
  if (scale.max == 10 && (scale.min == 0 || scale.min == 1)) return 9;
  return std::nullopt;
}

// The first step above the middle: 4 of 5, 5 of 7, 6 of 10.
int usual_agree_from(SurveyScale scale) {
  const int sum = scale.min + scale.max;
  return (sum >= 0 ? sum / 2 : (sum - 1) / 2) + 1;
}

// Reads one question; a field of another kind of question is reported with the kind that it stands in.
class QuestionReader {
 public:
  QuestionReader(const Json& json, std::string path, Problems& problems) : reader_(json, std::move(path), problems) {}

  SurveyQuestion read() {
    question_.column = read_filled_text(reader_, "column", reader_.required("column", JsonKind::string));
    read_kind();
    read_theme();
    read_scale();
    read_thresholds();
    read_yes_no();
    question_.blank = read_list("blank", reader_.optional("blank", JsonKind::array));
    reader_.refuse_others();
    return std::move(question_);
  }

 private:
  bool is_kpi(Kpi kpi) const { return question_.kpi == kpi; }
  bool is_satisfaction() const { return is_kpi(Kpi::csat) || question_.kind == QuestionKind::theme; }
  bool is_yes_no() const { return is_kpi(Kpi::fcr) || is_kpi(Kpi::churn); }
  bool has_scale() const { return is_kpi(Kpi::nps) || is_kpi(Kpi::ces) || is_satisfaction(); }

  std::string kind_name() const {
    if (question_.kpi) return std::string(to_string(*question_.kpi));
    return question_.kind == QuestionKind::theme ? "theme" : "open";
  }

  // Asks for a field that this kind of question does not have. Where the kind could not be read it is let pass.
  void refuse(std::string_view name) {
    const bool kind_unknown = question_.kind == QuestionKind::kpi && !question_.kpi;
    if (reader_.optional(name) && !kind_unknown) {
      reader_.report(name, "survey-not-here", {std::string(name), kind_name()});
    }
  }

  void read_kind() {
    const Json* kind = reader_.optional("kind", JsonKind::string);
    question_.kind = read_survey_word(reader_, "kind", kind, kKinds).value_or(QuestionKind::kpi);
    if (question_.kind != QuestionKind::kpi) return refuse("kpi");
    question_.kpi = read_survey_word(reader_, "kpi", reader_.required("kpi", JsonKind::string), kKpis);
  }

  void read_theme() {
    if (question_.kind != QuestionKind::theme) return refuse("theme");
    const Json* theme = reader_.required("theme");
    if (theme) question_.theme = read_id(*theme, reader_.path_of("theme"), reader_.problems()).value_or("");
  }

  void read_scale() {
    if (!has_scale()) return refuse("scale");
    const Json* value = reader_.required("scale", JsonKind::object);
    if (!value) return;
    JsonReader scale(*value, reader_.path_of("scale"), reader_.problems());
    const auto end = [&](std::string_view name) -> std::optional<std::int64_t> {
      const Json* number = scale.required(name);
      if (!number) return std::nullopt;
      return read_integer(*number, scale.path_of(name), -kScaleLimit, kScaleLimit, scale.problems());
    };
    const std::optional<std::int64_t> min = end("min"), max = end("max");
    scale.refuse_others();
    if (!min || !max) return;
    const std::vector<std::string> found{std::to_string(*min), std::to_string(*max)};
    if (*min >= *max) {
      reader_.report("scale", "survey-scale-order", found);
    } else if (is_kpi(Kpi::nps) && (*max != 10 || (*min != 0 && *min != 1))) {
      reader_.report("scale", "survey-nps-scale", found);
    } else {
      question_.scale = SurveyScale{static_cast<int>(*min), static_cast<int>(*max)};
    }
  }

  // A threshold with answers on either side of it, so that it divides them.
  std::optional<int> threshold(std::string_view name, std::optional<int> usual) {
    const Json* value = reader_.optional(name);
    if (!question_.scale) return std::nullopt;
    const SurveyScale scale = *question_.scale;
    if (!value && !usual) {
      reader_.report(name, "survey-threshold-missing", {std::to_string(scale.min), std::to_string(scale.max)});
    }
    if (!value) return usual;
    const auto read = read_integer(*value, reader_.path_of(name), scale.min + 1, scale.max, reader_.problems());
    return read ? std::optional<int>(static_cast<int>(*read)) : std::nullopt;
  }

  void read_thresholds() {
    if (is_satisfaction()) {
      const auto usual = question_.scale ? usual_satisfied_from(*question_.scale) : std::nullopt;
      question_.satisfied_from = threshold("satisfied_from", usual);
    } else {
      refuse("satisfied_from");
    }
    if (!is_kpi(Kpi::ces)) {
      refuse("direction");
      return refuse("agree_from");
    }
    const Json* direction = reader_.optional("direction", JsonKind::string);
    question_.direction = read_survey_word(reader_, "direction", direction, kDirections).value_or(CesDirection::ease);
    if (question_.direction == CesDirection::effort) return refuse("agree_from");
    const auto usual = question_.scale ? std::optional<int>(usual_agree_from(*question_.scale)) : std::nullopt;
    question_.agree_from = threshold("agree_from", usual);
  }

  void read_yes_no() {
    if (!is_yes_no()) {
      refuse("yes");
      return refuse("no");
    }
    question_.yes = read_answers("yes");
    question_.no = read_answers("no");
    for (const std::string& value : question_.yes) {
      if (std::find(question_.no.begin(), question_.no.end(), value) != question_.no.end()) {
        reader_.report("no", "survey-yes-and-no", {value});
      }
    }
  }

  std::vector<std::string> read_answers(std::string_view name) {
    const Json* list = reader_.required(name, JsonKind::array);
    if (list && list->elements.empty()) reader_.report(name, "empty-list");
    return read_list(name, list);
  }

  // Values as they stand in the file; an empty one needs no mention.
  std::vector<std::string> read_list(std::string_view name, const Json* list) {
    std::vector<std::string> values;
    if (!list) return values;
    for (std::size_t i = 0; i < list->elements.size(); ++i) {
      const std::string path = element_path(reader_.path_of(name), i);
      const std::optional<std::string> text = read_text(list->elements[i], path, reader_.problems());
      if (text) values.push_back(*text);
    }
    return values;
  }

  JsonReader reader_;
  SurveyQuestion question_;
};

}  // namespace

std::string_view to_string(Kpi kpi) {
  for (const Word<Kpi>& word : kKpis) {
    if (word.value == kpi) return word.word;
  }
  return {};
}

SurveyQuestion read_question(const Json& json, std::string path, std::vector<Problem>& problems) {
  return QuestionReader(json, std::move(path), problems).read();
}

}  // namespace constat

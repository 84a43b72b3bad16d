// One answer to and from JSON.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "shared/base/decimal.hpp"
#include "shared/base/json_reader.hpp"
#include "shared/visit/answer_json.hpp"
#include "shared/visit/content_hash.hpp"
#include "shared/visit/visit.hpp"

namespace constat {
namespace {

constexpr std::size_t kLongestText = 20'000;  // bytes

std::optional<double> read_double(JsonReader& reader, std::string_view name, double low, double high) {
  const Json* value = reader.required(name, JsonKind::number);
  if (value == nullptr) return std::nullopt;
  const double number = std::strtod(value->text.c_str(), nullptr);
  if (!(number >= low && number <= high)) {
    char limits[2][32];
    std::snprintf(limits[0], sizeof limits[0], "%g", low);
    std::snprintf(limits[1], sizeof limits[1], "%g", high);
    reader.report(name, "out-of-range", {value->text, limits[0], limits[1]});
    return std::nullopt;
  }
  return number;
}

AnswerValue read_location(const Json& value, const std::string& path, Problems& problems) {
  LocationValue location;
  JsonReader reader(value, path, problems);
  location.latitude = read_double(reader, "latitude", -90, 90).value_or(0);
  location.longitude = read_double(reader, "longitude", -180, 180).value_or(0);
  location.accuracy = read_double(reader, "accuracy", 0, 1e7).value_or(0);
  reader.refuse_others();
  return location;
}

AnswerValue read_list(const Json& value, const std::string& path, Problems& problems) {
  ListValue list;
  for (std::size_t i = 0; i < value.elements.size(); ++i) {
    std::optional<std::string> text = read_text(value.elements[i], element_path(path, i), problems);
    if (text) list.push_back(std::move(*text));
  }
  return list;
}

// Its path is put together only where something is wrong with it.
AnswerValue read_value(const Json& value, const JsonReader& reader, Problems& problems) {
  const auto path = [&] { return reader.path_of("value"); };
  switch (value.kind) {
    case JsonKind::null: return Unanswered{};
    case JsonKind::number: {
      const std::optional<Decimal> decimal = Decimal::parse(value.text);
      if (decimal) return NumberValue{decimal->plain()};
      problems.push_back({path(), "number-too-long", {}});
      return Unanswered{};
    }
    case JsonKind::string:
      if (value.text.size() > kLongestText) problems.push_back({path(), "text-too-long", {std::to_string(kLongestText)}});
      if (value.text.empty()) return Unanswered{};
      return TextValue(value.text);
    case JsonKind::array: return read_list(value, path(), problems);
    case JsonKind::object: return read_location(value, path(), problems);
    case JsonKind::boolean: problems.push_back({path(), "answer-boolean", {}}); return Unanswered{};
  }
  return Unanswered{};
}

std::vector<std::string> read_photos(const Json& value, const std::string& path, Problems& problems) {
  std::vector<std::string> photos;
  if (value.elements.size() > kMostPhotos) {
    problems.push_back({path, "too-many-photos", {std::to_string(value.elements.size()), std::to_string(kMostPhotos)}});
    return photos;
  }
  for (std::size_t i = 0; i < value.elements.size(); ++i) {
    const std::string place = element_path(path, i);
    const std::optional<std::string> hash = read_text(value.elements[i], place, problems);
    if (!hash) continue;
    if (!is_content_hash(*hash)) problems.push_back({place, "bad-content-hash", {*hash}});
    else if (std::find(photos.begin(), photos.end(), *hash) != photos.end()) problems.push_back({place, "photo-twice", {*hash}});
    else photos.push_back(*hash);
  }
  return photos;
}

// Shortest decimal text that reads back as the same double.
std::string double_text(double value) {
  char buffer[40];
  for (int digits = 6; digits <= 17; ++digits) {
    std::snprintf(buffer, sizeof buffer, "%.*g", digits, value);
    if (std::strtod(buffer, nullptr) == value) break;
  }
  const std::optional<Decimal> decimal = Decimal::parse(buffer);
  return decimal ? decimal->plain() : "0";
}

struct ValueWriter {
  Json operator()(const Unanswered&) const { return Json{}; }
  Json operator()(const NotApplicable&) const { return Json{}; }
  Json operator()(const TextValue& text) const { return Json::of_text(text); }
  Json operator()(const NumberValue& number) const {
    const std::optional<Decimal> decimal = Decimal::parse(number.decimal);
    return decimal ? Json::of_number(decimal->plain()) : Json::of_text(number.decimal);
  }
  Json operator()(const ListValue& list) const {
    Json out = Json::array();
    for (const std::string& element : list) out.push(Json::of_text(element));
    return out;
  }
  Json operator()(const LocationValue& location) const {
    Json out = Json::object();
    out.add("latitude", Json::of_number(double_text(location.latitude)));
    out.add("longitude", Json::of_number(double_text(location.longitude)));
    out.add("accuracy", Json::of_number(double_text(location.accuracy)));
    return out;
  }
};

}  // namespace

Answer read_answer(const Json& json, const std::string& path, Problems& problems) {
  Answer answer;
  JsonReader reader(json, path, problems);
  const Json* value = reader.optional("value");
  if (value != nullptr) answer.value = read_value(*value, reader, problems);
  if (const Json* na = reader.optional("na")) {
    if (read_bool(*na, reader.path_of("na"), problems).value_or(false)) {
      if (value != nullptr) reader.report("na", "answer-na-and-value");
      answer.value = NotApplicable{};
    }
  }
  if (const Json* comment = reader.optional("comment", JsonKind::string)) {
    answer.comment = comment->text;
    if (comment->text.size() > kLongestText) reader.report("comment", "text-too-long", {std::to_string(kLongestText)});
  }
  if (const Json* photos = reader.optional("photos", JsonKind::array))
    answer.photos = read_photos(*photos, reader.path_of("photos"), problems);
  reader.refuse_others();
  return answer;
}

Json answer_json(const Answer& answer) {
  Json out = Json::object();
  if (answer.is_not_applicable()) out.add("na", Json::of_bool(true));
  if (answer.is_answered()) out.add("value", std::visit(ValueWriter{}, answer.value));
  if (!answer.comment.empty()) out.add("comment", Json::of_text(answer.comment));
  if (!answer.photos.empty()) out.add("photos", ValueWriter{}(answer.photos));
  return out;
}

Parsed<Answer> parse_answer(std::string_view json) {
  const Parsed<Json> root = parse_json(json);
  if (!root) return tl::unexpected(root.error());
  Problems problems;
  Answer answer = read_answer(*root, "", problems);
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return answer;
}

std::string write_answer(const Answer& answer) { return canonical_json(answer_json(answer)); }

}  // namespace constat

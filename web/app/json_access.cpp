#include "web/app/json_access.hpp"

#include <cmath>
#include <cstdlib>

#include "shared/sync/json_fields.hpp"

namespace constat::app {
namespace {

const Json* member(const Json& json, std::string_view name, JsonKind kind) {
  const Json* found = json_fields::member(json, name);
  return found && found->is(kind) ? found : nullptr;
}

}  // namespace

const Json* object_of(const Json& json, std::string_view name) { return member(json, name, JsonKind::object); }
const Json* array_of(const Json& json, std::string_view name) { return member(json, name, JsonKind::array); }

std::string text_of(const Json& json, std::string_view name) { return json_fields::text_or(json, name); }

std::optional<bool> optional_bool(const Json& json, std::string_view name) { return json_fields::boolean(json, name); }

bool bool_of(const Json& json, std::string_view name, bool otherwise) {
  return optional_bool(json, name).value_or(otherwise);
}

std::optional<double> number_of(const Json& json, std::string_view name) {
  const Json* found = member(json, name, JsonKind::number);
  if (!found) return std::nullopt;
  return std::strtod(found->text.c_str(), nullptr);
}

std::optional<std::int64_t> integer_of(const Json& json, std::string_view name) {
  const auto number = number_of(json, name);
  if (!number || !(std::fabs(*number) < 9e15)) return std::nullopt;
  return static_cast<std::int64_t>(std::llround(*number));
}

LocalizedText localized_of(const Json& json, std::string_view name) {
  LocalizedText out;
  if (const Json* object = object_of(json, name)) {
    for (const JsonMember& entry : object->members)
      if (entry.value.is(JsonKind::string)) out.by_language.emplace(entry.name, entry.value.text);
  } else if (std::string one = text_of(json, name); !one.empty()) {
    // One text for every language: LocalizedText falls back to its first entry.
    out.by_language.emplace("fr", one);
    out.by_language.emplace("en", std::move(one));
  }
  return out;
}

std::vector<std::string> texts_of(const Json& object, std::string_view name) {
  std::vector<std::string> texts;
  if (const Json* list = array_of(object, name))
    for (const Json& each : list->elements)
      if (each.is(JsonKind::string)) texts.push_back(each.text);
  return texts;
}

}  // namespace constat::app

#include "shared/sync/json_fields.hpp"

namespace constat::json_fields {

Json parse(std::string_view text) {
  auto parsed = parse_json(text);
  return parsed ? std::move(*parsed) : Json();
}

const Json* member(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found && !found->is(JsonKind::null) ? found : nullptr;
}

std::optional<std::string> text(const Json& object, std::string_view name) {
  const Json* value = member(object, name);
  return value && value->is(JsonKind::string) ? std::optional<std::string>(value->text) : std::nullopt;
}

std::optional<std::int64_t> integer(const Json& object, std::string_view name) {
  const Json* value = member(object, name);
  if (!value || !value->is(JsonKind::number)) return std::nullopt;
  const auto exact = parse_thousandths(value->text);
  if (!exact || exact->value % 1000 != 0) return std::nullopt;
  return exact->value / 1000;
}

std::optional<bool> boolean(const Json& object, std::string_view name) {
  const Json* value = member(object, name);
  return value && value->is(JsonKind::boolean) ? std::optional<bool>(value->boolean) : std::nullopt;
}

std::string text_or(const Json& object, std::string_view name, std::string_view otherwise) {
  auto value = text(object, name);
  return value ? std::move(*value) : std::string(otherwise);
}

Json text_or_null(const std::optional<std::string>& value) { return value ? Json::of_text(*value) : Json(); }

}  // namespace constat::json_fields

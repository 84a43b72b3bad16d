#include "shared/base/json_reader.hpp"

#include <algorithm>

#include "shared/base/decimal.hpp"
#include "shared/base/ids.hpp"

namespace constat {
namespace {

const char* code_of(JsonKind kind) {
  switch (kind) {
    case JsonKind::null: return "not-null";
    case JsonKind::boolean: return "not-a-boolean";
    case JsonKind::number: return "not-a-number";
    case JsonKind::string: return "not-a-text";
    case JsonKind::array: return "not-a-list";
    case JsonKind::object: return "not-an-object";
  }
  return "not-an-object";
}

void add(Problems& problems, std::string_view path, std::string code, std::vector<std::string> args = {}) {
  problems.push_back({std::string(path), std::move(code), std::move(args)});
}

}  // namespace

std::string member_path(std::string_view path, std::string_view name) {
  return path.empty() ? std::string(name) : std::string(path) + "." + std::string(name);
}

std::string element_path(std::string_view path, std::size_t at) {
  return std::string(path) + "[" + std::to_string(at) + "]";
}

bool check_kind(const Json& value, JsonKind kind, std::string_view path, Problems& problems) {
  if (value.is(kind)) return true;
  add(problems, path, code_of(kind));
  return false;
}

std::optional<std::string> read_text(const Json& value, std::string_view path, Problems& problems) {
  if (!check_kind(value, JsonKind::string, path, problems)) return std::nullopt;
  return value.text;
}

std::optional<bool> read_bool(const Json& value, std::string_view path, Problems& problems) {
  if (!check_kind(value, JsonKind::boolean, path, problems)) return std::nullopt;
  return value.boolean;
}

std::optional<Thousandths> read_thousandths(const Json& value, std::string_view path, Thousandths low, Thousandths high,
                                            Problems& problems) {
  if (!check_kind(value, JsonKind::number, path, problems)) return std::nullopt;
  const std::optional<Decimal> decimal = Decimal::parse(value.text);
  if (decimal && decimal->digits_after_point() > 3) {
    add(problems, path, "too-many-decimals", {value.text});
    return std::nullopt;
  }
  const std::optional<std::int64_t> number = decimal ? decimal->scaled_floor(3) : std::nullopt;
  if (!number || *number < low.value || *number > high.value) {
    add(problems, path, "out-of-range", {value.text, to_string(low), to_string(high)});
    return std::nullopt;
  }
  return Thousandths{*number};
}

std::optional<std::int64_t> read_integer(const Json& value, std::string_view path, std::int64_t low, std::int64_t high,
                                         Problems& problems) {
  if (!check_kind(value, JsonKind::number, path, problems)) return std::nullopt;
  const std::optional<Decimal> decimal = Decimal::parse(value.text);
  if (decimal && decimal->digits_after_point() > 0) {
    add(problems, path, "not-an-integer", {value.text});
    return std::nullopt;
  }
  const std::optional<std::int64_t> number = decimal ? decimal->as_integer() : std::nullopt;
  if (!number || *number < low || *number > high) {
    add(problems, path, "out-of-range", {value.text, std::to_string(low), std::to_string(high)});
    return std::nullopt;
  }
  return number;
}

std::optional<std::string> read_id(const Json& value, std::string_view path, Problems& problems) {
  std::optional<std::string> text = read_text(value, path, problems);
  if (text && !is_id(*text)) {
    add(problems, path, "bad-id", {*text});
    return std::nullopt;
  }
  return text;
}

JsonReader::JsonReader(const Json& value, std::string path, Problems& problems)
    : value_(value.is(JsonKind::object) ? &value : nullptr), path_(std::move(path)), problems_(problems) {
  if (value_ == nullptr) add(problems_, path_, code_of(JsonKind::object));
  asked_.reserve(12);
}

const Json* JsonReader::optional(std::string_view name) {
  asked_.push_back(name);
  const Json* found = value_ == nullptr ? nullptr : value_->find(name);
  return found != nullptr && found->is(JsonKind::null) ? nullptr : found;
}

const Json* JsonReader::required(std::string_view name) {
  const Json* found = optional(name);
  if (found == nullptr && value_ != nullptr) add(problems_, path_, "missing-field", {std::string(name)});
  return found;
}

const Json* JsonReader::required(std::string_view name, JsonKind kind) {
  const Json* found = required(name);
  return found != nullptr && check_kind(*found, kind, path_of(name), problems_) ? found : nullptr;
}

const Json* JsonReader::optional(std::string_view name, JsonKind kind) {
  const Json* found = optional(name);
  return found != nullptr && check_kind(*found, kind, path_of(name), problems_) ? found : nullptr;
}

void JsonReader::refuse_others() {
  if (value_ == nullptr) return;
  for (const JsonMember& member : value_->members) {
    if (std::find(asked_.begin(), asked_.end(), member.name) == asked_.end()) {
      add(problems_, path_of(member.name), "unknown-field", {member.name});
    }
  }
}

void JsonReader::report(std::string_view name, std::string code, std::vector<std::string> args) {
  add(problems_, path_of(name), std::move(code), std::move(args));
}

void read_format(JsonReader& reader, std::string_view expected) {
  const Json* format = reader.required("format", JsonKind::string);
  if (format != nullptr && format->text != expected) {
    reader.report("format", "unknown-format", {format->text, std::string(expected)});
  }
}

}  // namespace constat

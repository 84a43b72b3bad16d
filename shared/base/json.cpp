#include "shared/base/json.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "shared/base/decimal.hpp"

namespace constat {
namespace {

using Library = nlohmann::json;

// Receives the library's events and builds a Json that keeps numbers as text.
class Builder : public Library::json_sax_t {
 public:
  Json root;
  std::vector<Problem> problems;
  std::size_t error_at = 0;
  bool syntax_error = false;

  bool null() override { return add(Json{}) != nullptr; }
  bool boolean(bool value) override { return add(Json::of_bool(value)) != nullptr; }
  bool number_integer(number_integer_t value) override { return add(Json::of_integer(value)) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override {
    return add(Json::of_number(std::to_string(value))) != nullptr;
  }
  bool number_float(number_float_t, const string_t& text) override { return add(Json::of_number(text)) != nullptr; }
  bool string(string_t& value) override { return add(Json::of_text(value)) != nullptr; }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    if (is_repeated(name)) problems.push_back({path(), "json-duplicate-key", {name}});
    key_ = name;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const Library::exception&) override {
    syntax_error = true;
    error_at = position;
    return false;
  }

 private:
  // A few members are compared one by one; from there on by a set, so that no object costs the square of its length.
  bool is_repeated(const std::string& name) {
    constexpr std::size_t kFew = 24;
    const std::vector<JsonMember>& members = open_.back()->members;
    if (members.size() < kFew)
      return std::any_of(members.begin(), members.end(), [&](const JsonMember& member) { return member.name == name; });
    std::set<std::string>& names = names_.back();
    if (names.empty())
      for (const JsonMember& member : members) names.insert(member.name);
    return !names.insert(name).second;
  }

  Json* add(Json value) {
    if (open_.empty()) {
      root = std::move(value);
      return &root;
    }
    Json& parent = *open_.back();
    if (parent.is(JsonKind::array)) {
      parent.elements.push_back(std::move(value));
      return &parent.elements.back();
    }
    parent.members.push_back({key_, std::move(value)});
    return &parent.members.back().value;
  }

  // A parent does not grow while a child is open, so the pointers stay good.
  bool open(Json value) {
    if (open_.size() >= kJsonDepth) {
      problems.push_back({path(), "json-too-deep", {std::to_string(kJsonDepth)}});
      return false;
    }
    open_.push_back(add(std::move(value)));
    names_.emplace_back();
    return true;
  }

  bool close() {
    open_.pop_back();
    names_.pop_back();
    return true;
  }

  std::string path() const {
    std::string out;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      const Json& parent = *open_[i];
      if (parent.is(JsonKind::array)) {
        out += "[" + std::to_string(parent.elements.size() - 1) + "]";
      } else {
        out += (out.empty() ? "" : ".") + parent.members.back().name;
      }
    }
    return out;
  }

  std::vector<Json*> open_;
  std::vector<std::set<std::string>> names_;  // per open value: its members' names, once they are many
  std::string key_;
};

Problem syntax_problem(std::string_view text, std::size_t position) {
  const std::size_t end = std::min(position > 0 ? position - 1 : 0, text.size());
  std::size_t line = 1, column = 1;
  for (std::size_t i = 0; i < end; ++i) {
    if (text[i] == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) {
      ++column;
    }
  }
  return {"", "json-syntax", {std::to_string(line), std::to_string(column)}};
}

void append_quoted(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[c >> 4];
          out += kHex[c & 0x0f];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void append(std::string& out, const Json& value, bool canonical);

void append_members(std::string& out, const Json& value, bool canonical) {
  std::vector<const JsonMember*> order;
  order.reserve(value.members.size());
  for (const JsonMember& member : value.members) order.push_back(&member);
  if (canonical) {
    std::sort(order.begin(), order.end(), [](const JsonMember* a, const JsonMember* b) { return a->name < b->name; });
  }
  out += '{';
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0) out += ',';
    append_quoted(out, order[i]->name);
    out += ':';
    append(out, order[i]->value, canonical);
  }
  out += '}';
}

void append_number(std::string& out, const std::string& text, bool canonical) {
  const std::optional<Decimal> decimal = canonical ? Decimal::parse(text) : std::nullopt;
  out += decimal ? decimal->plain() : text;
}

void append(std::string& out, const Json& value, bool canonical) {
  switch (value.kind) {
    case JsonKind::null: out += "null"; break;
    case JsonKind::boolean: out += value.boolean ? "true" : "false"; break;
    case JsonKind::number: append_number(out, value.text, canonical); break;
    case JsonKind::string: append_quoted(out, value.text); break;
    case JsonKind::object: append_members(out, value, canonical); break;
    case JsonKind::array:
      out += '[';
      for (std::size_t i = 0; i < value.elements.size(); ++i) {
        if (i > 0) out += ',';
        append(out, value.elements[i], canonical);
      }
      out += ']';
      break;
  }
}

}  // namespace

Json Json::of_text(std::string_view text) {
  Json out;
  out.kind = JsonKind::string;
  out.text = std::string(text);
  return out;
}

Json Json::of_number(std::string text) {
  Json out;
  out.kind = JsonKind::number;
  out.text = std::move(text);
  return out;
}

Json Json::of_integer(std::int64_t value) { return of_number(std::to_string(value)); }

Json Json::of_bool(bool value) {
  Json out;
  out.kind = JsonKind::boolean;
  out.boolean = value;
  return out;
}

Json Json::array() {
  Json out;
  out.kind = JsonKind::array;
  return out;
}

Json Json::object() {
  Json out;
  out.kind = JsonKind::object;
  return out;
}

const Json* Json::find(std::string_view name) const {
  for (const JsonMember& member : members) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

Json& Json::add(std::string_view name, Json value) {
  members.push_back({std::string(name), std::move(value)});
  return *this;
}

Json& Json::push(Json value) {
  elements.push_back(std::move(value));
  return *this;
}

Parsed<Json> parse_json(std::string_view text) {
  Builder builder;
  const bool good = Library::sax_parse(text.begin(), text.end(), &builder);
  if (!good && builder.syntax_error) builder.problems.push_back(syntax_problem(text, builder.error_at));
  if (!builder.problems.empty()) return tl::unexpected(std::move(builder.problems));
  return std::move(builder.root);
}

std::string write_json(const Json& value) {
  std::string out;
  append(out, value, false);
  return out;
}

std::string canonical_json(const Json& value) {
  std::string out;
  append(out, value, true);
  return out;
}

std::string json_quoted(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

}  // namespace constat

#include <algorithm>

#include "shared/checklist/parse_context.hpp"

namespace constat {
namespace {

// "fr", "en", "pt-BR": two or three lower-case letters, then an optional region.
bool is_language(std::string_view code) {
  const std::size_t dash = std::min(code.find('-'), code.size());
  const std::string_view head = code.substr(0, dash);
  const std::string_view region = dash < code.size() ? code.substr(dash + 1) : std::string_view("XX");
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return (head.size() == 2 || head.size() == 3) && std::all_of(head.begin(), head.end(), lower) &&
         region.size() == 2 && std::all_of(region.begin(), region.end(), upper);
}

}  // namespace

std::string joined_names(const std::vector<std::string_view>& names) {
  std::string out;
  for (std::string_view name : names) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

std::vector<std::string> read_languages(JsonReader& reader) {
  std::vector<std::string> languages;
  const Json* list = reader.required("languages", JsonKind::array);
  if (list == nullptr) return languages;
  const std::string path = reader.path_of("languages");
  if (list->elements.empty()) reader.report("languages", "empty-list");
  for (std::size_t i = 0; i < list->elements.size(); ++i) {
    const std::string here = element_path(path, i);
    const std::optional<std::string> code = read_text(list->elements[i], here, reader.problems());
    if (!code) continue;
    if (!is_language(*code)) {
      reader.problems().push_back({here, "bad-language", {*code}});
    } else if (std::find(languages.begin(), languages.end(), *code) != languages.end()) {
      reader.problems().push_back({here, "duplicate-language", {*code}});
    } else {
      languages.push_back(*code);
    }
  }
  return languages;
}

LocalizedText read_localized(const Json& value, const std::string& path, ParseContext& context) {
  LocalizedText out;
  if (!context.languages.empty()) out.first_language = context.languages.front();
  if (!check_kind(value, JsonKind::object, path, context.problems)) return out;
  for (const JsonMember& member : value.members) {
    const std::string here = member_path(path, member.name);
    const auto& known = context.languages;
    if (!known.empty() && std::find(known.begin(), known.end(), member.name) == known.end()) {
      context.problems.push_back({here, "unknown-language", {member.name}});
      continue;
    }
    std::optional<std::string> text = read_text(member.value, here, context.problems);
    if (text && text->empty()) context.problems.push_back({here, "empty-text", {}});
    if (text) out.by_language[member.name] = std::move(*text);
  }
  for (const std::string& language : context.languages) {
    if (value.find(language) == nullptr) context.problems.push_back({path, "missing-language", {language}});
  }
  return out;
}

LocalizedText required_localized(JsonReader& reader, std::string_view name, ParseContext& context) {
  const Json* value = reader.required(name);
  return value == nullptr ? LocalizedText{} : read_localized(*value, reader.path_of(name), context);
}

LocalizedText optional_localized(JsonReader& reader, std::string_view name, ParseContext& context) {
  const Json* value = reader.optional(name);
  return value == nullptr ? LocalizedText{} : read_localized(*value, reader.path_of(name), context);
}

std::string required_shared_id(JsonReader& reader, ParseContext& context) {
  const Json* value = reader.required("id");
  const std::string path = reader.path_of("id");
  const std::optional<std::string> id = value == nullptr ? std::nullopt : read_id(*value, path, context.problems);
  if (!id) return {};
  const auto [first, is_new] = context.ids.emplace(*id, path);
  if (!is_new) context.problems.push_back({path, "duplicate-id", {*id, first->second}});
  return *id;
}

std::optional<MicroPercent> read_percent(const Json& value, const std::string& path, Problems& problems) {
  const std::optional<Thousandths> percent = read_thousandths(value, path, {0}, {100'000}, problems);
  if (!percent) return std::nullopt;
  return MicroPercent{percent->value * 1000};
}

}  // namespace constat

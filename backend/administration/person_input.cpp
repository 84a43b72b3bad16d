#include <algorithm>

#include "backend/administration/people.hpp"
#include "backend/auth/word_list.hpp"
#include "shared/base/json_reader.hpp"

namespace constat::server {
namespace {

constexpr std::string_view kRoles = "investigator, reviewer, manager, site_manager, administrator, client";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.size() <= kLongestEmail &&
         text.find_first_of(" \t\r\n<>\"") == std::string_view::npos && text.find('@', at + 1) == std::string_view::npos;
}

std::string read_line(JsonReader& reader, std::string_view name, std::size_t most) {
  const Json* value = reader.required(name, JsonKind::string);
  if (!value) return {};
  if (is_blank(value->text)) reader.report(name, "empty-text");
  if (value->text.size() > most) reader.report(name, "text-too-long", {std::to_string(most)});
  return value->text;
}

void read_sites(JsonReader& reader, PersonDetails& details) {
  const Json* value = reader.optional("sites", JsonKind::array);
  if (!value) return;
  if (value->elements.size() > kMostSitesOfPerson) return reader.report("sites", "too-many-sites", {std::to_string(kMostSitesOfPerson)});
  for (std::size_t i = 0; i < value->elements.size(); ++i) {
    const auto id = read_text(value->elements[i], element_path("sites", i), reader.problems());
    if (id && std::find(details.sites.begin(), details.sites.end(), SiteId(*id)) == details.sites.end()) details.sites.emplace_back(*id);
  }
}

}  // namespace

Parsed<PersonDetails> parse_person(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  PersonDetails details;
  details.name = read_line(reader, "name", kLongestName);
  if (const Json* email = reader.required("email", JsonKind::string)) {
    details.email = lower_case_email(email->text);
    if (!is_email(details.email)) reader.report("email", "bad-email", {details.email});
  }
  if (const Json* role = reader.required("role", JsonKind::string)) {
    const auto known = role_of(role->text);
    if (known) details.role = *known;
    else reader.report("role", "unknown-value", {role->text, std::string(kRoles)});
  }
  details.language = "fr";
  if (const Json* language = reader.optional("language", JsonKind::string)) {
    details.language = language->text;
    if (details.language != "fr" && details.language != "en") reader.report("language", "unknown-value", {details.language, "fr, en"});
  }
  read_sites(reader, details);
  details.regions = read_word_list(reader, "regions");
  details.skills = read_word_list(reader, "skills");
  reader.refuse_others();
  if (details.role != Role::investigator) details.skills.clear();
  if (details.role != Role::investigator && details.role != Role::manager) details.regions.clear();
  if (details.role != Role::site_manager && details.role != Role::manager) details.sites.clear();
  if (details.role == Role::site_manager && details.sites.empty() && problems.empty()) reader.report("sites", "sites-needed");
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return details;
}

}  // namespace constat::server

#include "backend/programmes/programme_input.hpp"

#include <algorithm>

#include "backend/programmes/programme_of.hpp"
#include "shared/base/calendar.hpp"
#include "shared/compare/index.hpp"

namespace constat::server {
namespace {

constexpr std::int64_t kMostMonths = 240;  // of retention: kMostRetentionMonths of backend/erasure

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

void read_title(JsonReader& reader, std::string& french, std::string& english) {
  const Json* value = reader.required("title", JsonKind::object);
  if (!value) return;
  JsonReader title(*value, "title", reader.problems());
  if (const Json* text = title.required("fr", JsonKind::string)) {
    french = text->text;
    if (is_blank(french)) title.report("fr", "empty-text");
    if (french.size() > kLongestTitle) title.report("fr", "text-too-long", {std::to_string(kLongestTitle)});
  }
  if (const Json* text = title.optional("en", JsonKind::string)) {
    if (!is_blank(text->text)) english = text->text;
    if (english.size() > kLongestTitle) title.report("en", "text-too-long", {std::to_string(kLongestTitle)});
  }
  title.refuse_others();
}

std::optional<std::int64_t> read_day(JsonReader& reader, std::string_view name, const Json* value) {
  if (!value || value->text.empty()) return std::nullopt;
  const auto day = day_of_date(value->text);
  if (!day) reader.report(name, "answer-bad-date", {value->text});
  return day;
}

// The rules' own problems, under the programme's member.
void read_index(JsonReader& reader, Programme& programme) {
  const Json* value = reader.optional("index", JsonKind::object);
  if (!value) return;
  programme.index_rules = canonical_json(*value);
  const auto rules = parse_index_rules(programme.index_rules);
  if (rules) return;
  for (const Problem& each : rules.error()) reader.problems().push_back({member_path("index", each.path), each.code, each.args});
}

void read_employees(JsonReader& reader, std::int64_t today, Programme& programme) {
  const Json* value = reader.optional("employees", JsonKind::object);
  if (!value) return;
  JsonReader employees(*value, "employees", reader.problems());
  if (const Json* named = employees.optional("named", JsonKind::boolean)) programme.employees_named = named->boolean;
  const Json* on = employees.optional("informed_on", JsonKind::string);
  const auto day = read_day(employees, "informed_on", on);
  if (on) programme.informed_on = on->text;
  if (day && *day > today) employees.report("informed_on", "informed-in-future", {on->text});
  if (const Json* how = employees.optional("informed_how", JsonKind::string)) {
    if (!is_blank(how->text)) programme.informed_how = how->text;
    if (how->text.size() > kLongestInformed) employees.report("informed_how", "text-too-long", {std::to_string(kLongestInformed)});
  }
  employees.refuse_others();
  if (!programme.employees_named) return;
  if (programme.informed_on.empty()) employees.report("informed_on", "employees-not-informed");
  if (programme.informed_how.empty()) employees.report("informed_how", "employees-not-informed-how");
}

}  // namespace

Parsed<Programme> parse_programme(std::string_view json, std::int64_t today) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  Programme programme;
  read_title(reader, programme.title, programme.title_en);
  read_index(reader, programme);
  if (const Json* months = reader.optional("retention_months"))
    programme.retention_months = read_integer(*months, "retention_months", 0, kMostMonths, problems);
  if (const Json* review = reader.optional("review_required", JsonKind::boolean)) programme.review_required = review->boolean;
  if (const Json* shown = reader.optional("live_score", JsonKind::boolean)) programme.live_score = shown->boolean;
  if (const Json* discreet = reader.optional("discreet", JsonKind::boolean)) programme.discreet = discreet->boolean;
  if (const Json* days = reader.optional("appeal_days"))
    programme.appeal_days = read_integer(*days, "appeal_days", 1, kMostAppealDays, problems).value_or(kAppealDays);
  read_employees(reader, today, programme);
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return programme;
}

Parsed<Wave> parse_wave(Reader& reader_of_store, std::string_view json, const ProgrammeId& programme) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  Wave wave;
  wave.programme = programme;
  read_title(reader, wave.title, wave.title_en);
  const Json* from = reader.required("starts_on", JsonKind::string);
  const auto first = read_day(reader, "starts_on", from);
  if (from && from->text.empty()) reader.report("starts_on", "answer-bad-date", {""});
  if (first) wave.starts_on = from->text;
  const Json* to = reader.optional("ends_on", JsonKind::string);
  const auto last = read_day(reader, "ends_on", to);
  if (last) wave.ends_on = to->text;
  if (first && last && *last < *first) reader.report("ends_on", "window-order", {from->text, to->text});
  if (const Json* closed = reader.optional("closed", JsonKind::boolean)) wave.closed = closed->boolean;
  if (const Json* visits = reader.optional("visits_per_site"))
    wave.visits_per_site = read_integer(*visits, "visits_per_site", 0, kHighestTarget, problems).value_or(0);
  const auto exceptions = read_exceptions(reader, "exceptions");
  wave.exceptions = exceptions_json(exceptions);
  const auto sites = reader_of_store.sites();
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    const TargetException& each = exceptions[i];
    const bool known = std::any_of(sites.begin(), sites.end(), [&](const Site& site) {
      return site.id.value == each.site || (!each.tag.empty() && std::find(site.tags.begin(), site.tags.end(), each.tag) != site.tags.end());
    });
    if (known || each.site.empty() == each.tag.empty()) continue;
    problems.push_back({element_path("exceptions", i), each.site.empty() ? "unknown-tag" : "unknown-site", {each.site + each.tag}});
  }
  if (const Json* other = reader.optional("programme", JsonKind::string)) wave.programme = ProgrammeId(other->text);
  if (!find_programme(reader_of_store.programmes(), wave.programme)) reader.report("programme", "unknown-programme", {wave.programme.value});
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return wave;
}

}  // namespace constat::server

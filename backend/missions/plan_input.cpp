#include <algorithm>

#include "backend/auth/word_list.hpp"
#include "backend/missions/mission_input.hpp"
#include "backend/missions/plan.hpp"
#include "shared/base/calendar.hpp"

namespace constat::server {
namespace {

constexpr std::int64_t kHighestVersion = 1'000'000;

std::optional<std::int64_t> read_day(JsonReader& reader, std::string_view name) {
  const Json* value = reader.required(name, JsonKind::string);
  if (!value) return std::nullopt;
  const auto day = day_of_date(value->text);
  if (!day) reader.report(name, "answer-bad-date", {value->text});
  return day;
}

void read_period(JsonReader& reader, PlanRequest& request) {
  const auto from = read_day(reader, "from"), to = read_day(reader, "to");
  if (!from || !to) return;
  request.from = *from;
  request.to = *to;
  if (*to < *from) reader.report("to", "window-order", {date_of_day(*from), date_of_day(*to)});
  else if (*to - *from >= kLongestPlan) reader.report("to", "plan-too-long", {std::to_string(kLongestPlan)});
}

template <class AnyId>
std::vector<AnyId> read_ids(JsonReader& reader, std::string_view name, const Json& list) {
  std::vector<AnyId> ids;
  std::size_t at = 0;
  for (const Json& each : list.elements) {
    const std::string path = element_path(reader.path_of(name), at++);
    auto text = read_text(each, path, reader.problems());
    if (!text) continue;
    if (std::find(ids.begin(), ids.end(), AnyId(*text)) != ids.end()) reader.problems().push_back({path, "named-twice", {*text}});
    else ids.emplace_back(std::move(*text));
  }
  if (list.elements.empty()) reader.report(name, "empty-list");
  return ids;
}

void read_wave_title(JsonReader& reader, PlanRequest& request) {
  const Json* value = reader.optional("wave_title", JsonKind::object);
  if (!value) return;
  JsonReader title(*value, "wave_title", reader.problems());
  request.wave_title_fr = read_word(title, "fr");
  if (const Json* english = title.optional("en", JsonKind::string)) request.wave_title_en = english->text;
  title.refuse_others();
}

std::int64_t read_count(JsonReader& reader, std::string_view name, const Json* value, std::int64_t most) {
  return value ? read_integer(*value, reader.path_of(name), 1, most, reader.problems()).value_or(1) : 1;
}

}  // namespace

Parsed<PlanRequest> parse_plan(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  PlanRequest request;
  Mission& model = request.model;
  model.wave = WaveId(read_word(reader, "wave"));
  read_wave_title(reader, request);
  model.checklist = ChecklistId(read_word(reader, "checklist"));
  if (const Json* version = reader.required("checklist_version"))
    model.checklist_version = read_integer(*version, "checklist_version", 1, kHighestVersion, problems).value_or(0);
  model.contact_mode = read_contact_mode(reader);
  if (const Json* sites = reader.required("sites", JsonKind::array)) request.sites = read_ids<SiteId>(reader, "sites", *sites);
  if (const Json* targets = reader.optional("to_targets", JsonKind::boolean)) request.to_targets = targets->boolean;
  if (const Json* programme = reader.optional("programme", JsonKind::string)) request.programme = ProgrammeId(programme->text);
  request.per_site = static_cast<std::size_t>(
      read_count(reader, "per_site", request.to_targets ? reader.optional("per_site") : reader.required("per_site"), static_cast<std::int64_t>(kMostVisitsPerSite)));
  request.days = read_count(reader, "days", reader.optional("days"), kLongestMissionDays);
  read_period(reader, request);
  if (const Json* people = reader.optional("investigators", JsonKind::array))
    request.investigators = read_ids<UserId>(reader, "investigators", *people);
  read_scenario(reader, model.scenario_fr, model.scenario_en);
  model.fee = read_cents(reader, "fee");
  model.expenses_cap = read_cents(reader, "expenses_cap");
  model.skills = read_word_list(reader, "skills");
  if (const Json* shown = reader.optional("live_score", JsonKind::boolean)) model.live_score = shown->boolean, request.says_live_score = true;
  if (const Json* discreet = reader.optional("discreet", JsonKind::boolean)) model.discreet = discreet->boolean, request.says_discreet = true;
  if (const Json* dry = reader.optional("dry_run", JsonKind::boolean)) request.dry_run = dry->boolean;
  if (!request.to_targets && request.sites.size() * request.per_site > kMostPlanned)
    reader.report("sites", "too-many-missions", {std::to_string(request.sites.size() * request.per_site), std::to_string(kMostPlanned)});
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return request;
}

}  // namespace constat::server

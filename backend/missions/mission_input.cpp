#include "backend/missions/mission_input.hpp"

#include <algorithm>

#include "backend/auth/word_list.hpp"
#include "backend/missions/france_time.hpp"
#include "backend/programmes/programme_of.hpp"
#include "shared/base/calendar.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/reason.hpp"
#include "shared/visit/timestamp.hpp"

namespace constat::server {
namespace {

constexpr std::string_view kContactModes[] = {"visit", "shop", "in_person", "service", "phone", "email", "chat", "mail"};
constexpr std::int64_t kHighestVersion = 1'000'000;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// A day stands for its minute `otherwise`, on the clock of planned missions.
std::string read_moment(JsonReader& reader, std::string_view name, int otherwise) {
  const Json* value = reader.required(name, JsonKind::string);
  if (!value) return {};
  if (const auto day = day_of_date(value->text)) return in_france(*day, otherwise);
  if (!unix_milliseconds(value->text)) reader.report(name, "bad-timestamp", {value->text});
  return value->text;
}

void read_window(JsonReader& reader, Mission& mission) {
  const Json* value = reader.required("window", JsonKind::object);
  if (!value) return;
  JsonReader window(*value, reader.path_of("window"), reader.problems());
  mission.window_from = read_moment(window, "from", kWindowOpens);
  mission.window_to = read_moment(window, "to", kWindowCloses);
  window.refuse_others();
  const auto from = unix_milliseconds(mission.window_from), to = unix_milliseconds(mission.window_to);
  if (from && to && *to <= *from) reader.report("window", "window-order", {mission.window_from, mission.window_to});
}

bool read_flag(JsonReader& reader, std::string_view name, bool otherwise) {
  const Json* value = reader.optional(name, JsonKind::boolean);
  return value ? value->boolean : otherwise;
}

}  // namespace

std::string read_word(JsonReader& reader, std::string_view name) {
  const Json* value = reader.required(name, JsonKind::string);
  if (!value) return {};
  if (is_blank(value->text)) reader.report(name, "empty-text");
  return value->text;
}

std::string read_contact_mode(JsonReader& reader) {
  const std::string mode = read_word(reader, "contact_mode");
  if (is_blank(mode) || std::find(std::begin(kContactModes), std::end(kContactModes), mode) != std::end(kContactModes)) return mode;
  std::string known;
  for (const std::string_view each : kContactModes) known += (known.empty() ? "" : ", ") + std::string(each);
  reader.report("contact_mode", "unknown-value", {mode, known});
  return mode;
}

void read_scenario(JsonReader& reader, std::string& french, std::string& english) {
  const Json* value = reader.optional("scenario", JsonKind::object);
  if (!value) return;
  JsonReader scenario(*value, reader.path_of("scenario"), reader.problems());
  const auto read = [&](std::string_view name, std::string& into) {
    const Json* text = scenario.optional(name, JsonKind::string);
    if (!text) return;
    into = text->text;
    if (into.size() > kLongestScenario) scenario.report(name, "text-too-long", {std::to_string(kLongestScenario)});
  };
  read("fr", french);
  read("en", english);
  scenario.refuse_others();
}

std::optional<std::int64_t> read_cents(JsonReader& reader, std::string_view name) {
  const Json* value = reader.optional(name);
  return value ? read_integer(*value, reader.path_of(name), 0, kHighestFee, reader.problems()) : std::nullopt;
}

Parsed<Mission> parse_mission(std::string_view id, std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  if (!is_id(id)) problems.push_back({"id", "bad-id", {std::string(id)}});
  JsonReader reader(*document, "", problems);
  Mission mission;
  mission.id = MissionId(std::string(id));
  mission.site = SiteId(read_word(reader, "site"));
  if (const Json* value = reader.required("checklist", JsonKind::object)) {
    JsonReader checklist(*value, "checklist", problems);
    mission.checklist = ChecklistId(read_word(checklist, "id"));
    if (const Json* version = checklist.required("version"))
      mission.checklist_version = read_integer(*version, "checklist.version", 1, kHighestVersion, problems).value_or(0);
    checklist.refuse_others();
  }
  mission.wave = WaveId(read_word(reader, "wave"));
  mission.contact_mode = read_contact_mode(reader);
  read_window(reader, mission);
  read_scenario(reader, mission.scenario_fr, mission.scenario_en);
  mission.live_score = read_flag(reader, "live_score", true);
  mission.discreet = read_flag(reader, "discreet", false);
  if (const Json* value = reader.optional("investigator", JsonKind::string)) mission.investigator = UserId(value->text);
  mission.status = mission.investigator.empty() ? "open" : "assigned";
  mission.fee = read_cents(reader, "fee");
  mission.expenses_cap = read_cents(reader, "expenses_cap");
  mission.skills = read_word_list(reader, "skills");
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return mission;
}

Parsed<std::string> parse_cancellation(std::string_view json) { return parse_reason(json, kLongestMissionReason); }

bool is_available(Reader& reader, const UserId& id) {
  const auto user = reader.user(id);
  return user && user->role == Role::investigator && !user->disabled;
}

void look_up_checklist(Reader& reader, const Mission& mission, bool has_it, Problems& problems) {
  const std::string version = std::to_string(mission.checklist_version);
  const auto checklist = reader.checklist(mission.checklist, mission.checklist_version);
  if (!checklist) problems.push_back({"checklist", "unknown-checklist", {mission.checklist.value, version}});
  else if (!checklist->withdrawn_at.empty() && !has_it)
    problems.push_back({"checklist", "withdrawn-checklist", {mission.checklist.value, version, checklist->withdrawn_reason}});
}

void look_up_wave(Reader& reader, const WaveId& wave, bool has_it, Problems& problems) {
  const auto waves = reader.waves();
  const Wave* found = find_wave(waves, wave);
  if (!found) problems.push_back({"wave", "unknown-wave", {wave.value}});
  else if (found->closed && !has_it) problems.push_back({"wave", "closed-wave", {found->title}});
}

void look_up(Reader& reader, const Mission& mission, Problems& problems) {
  if (!reader.site(mission.site)) problems.push_back({"site", "unknown-site", {mission.site.value}});
  const auto before = reader.mission(mission.id);
  const bool same_checklist = before && before->checklist == mission.checklist && before->checklist_version == mission.checklist_version;
  look_up_checklist(reader, mission, same_checklist, problems);
  look_up_wave(reader, mission.wave, before && before->wave == mission.wave, problems);
  if (!mission.investigator.empty() && !is_available(reader, mission.investigator))
    problems.push_back({"investigator", "unknown-investigator", {mission.investigator.value}});
}

}  // namespace constat::server

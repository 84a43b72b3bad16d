#include "shared/visit/visit.hpp"

#include <algorithm>

#include "shared/base/json_reader.hpp"
#include "shared/visit/answer_json.hpp"
#include "shared/visit/timestamp.hpp"
#include "shared/visit/visit_json.hpp"

namespace constat {
namespace {

// Names given by an organisation (site, wave, investigator...): 1 to 64 bytes without control characters.
std::string read_name(const Json* value, const std::string& path, Problems& problems) {
  if (value == nullptr) return {};
  const std::optional<std::string> text = read_text(*value, path, problems);
  if (!text) return {};
  const auto printable = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; };
  const bool good = !text->empty() && text->size() <= 64 && std::all_of(text->begin(), text->end(), printable);
  if (!good) problems.push_back({path, "bad-name", {}});
  return *text;
}

std::string required_name(JsonReader& reader, std::string_view name) {
  return read_name(reader.required(name), reader.path_of(name), reader.problems());
}

std::string optional_name(JsonReader& reader, std::string_view name) {
  return read_name(reader.optional(name), reader.path_of(name), reader.problems());
}

std::string read_instant(const Json* value, const std::string& path, Problems& problems) {
  if (value == nullptr) return {};
  const std::optional<std::string> text = read_text(*value, path, problems);
  if (text && !unix_milliseconds(*text)) problems.push_back({path, "bad-timestamp", {*text}});
  return text.value_or("");
}

void read_checklist_reference(JsonReader& reader, Visit& visit) {
  const Json* reference = reader.required("checklist");
  if (reference == nullptr) return;
  JsonReader inner(*reference, "checklist", reader.problems());
  if (const Json* id = inner.required("id")) {
    visit.checklist = ChecklistId(read_id(*id, inner.path_of("id"), reader.problems()).value_or(""));
  }
  if (const Json* version = inner.required("version")) {
    visit.checklist_version =
        read_integer(*version, inner.path_of("version"), 1, 1'000'000'000, reader.problems()).value_or(0);
  }
  inner.refuse_others();
}

void read_answers(JsonReader& reader, Visit& visit) {
  const Json* answers = reader.required("answers", JsonKind::object);
  if (answers == nullptr) return;
  for (const JsonMember& member : answers->members) {
    visit.answers.emplace(member.name,
                          read_answer(member.value, member_path("answers", member.name), reader.problems()));
  }
}

Json text_or_null(const std::string& text) { return text.empty() ? Json{} : Json::of_text(text); }

}  // namespace

const Answer* Visit::find(std::string_view item_id) const {
  const auto found = answers.find(item_id);
  return found == answers.end() ? nullptr : &found->second;
}

Parsed<Visit> parse_visit(std::string_view json) {
  const Parsed<Json> root = parse_json(json);
  if (!root) return tl::unexpected(root.error());
  return read_visit(*root);
}

Parsed<Visit> read_visit(const Json& root) {
  Visit visit;
  Problems problems;
  JsonReader reader(root, "", problems);
  read_format(reader, "constat.visit/1");
  if (const Json* id = reader.required("id", JsonKind::string)) {
    visit.id = VisitId(id->text);
    if (!is_uuid_v7(id->text)) reader.report("id", "bad-visit-id", {id->text});
  }
  read_checklist_reference(reader, visit);
  visit.site = SiteId(required_name(reader, "site"));
  visit.wave = WaveId(optional_name(reader, "wave"));
  visit.investigator = UserId(required_name(reader, "investigator"));
  visit.mission = MissionId(optional_name(reader, "mission"));
  visit.contact_mode = optional_name(reader, "contact_mode");
  visit.started_at = read_instant(reader.required("started_at"), "started_at", problems);
  visit.ended_at = read_instant(reader.optional("ended_at"), "ended_at", problems);
  read_answers(reader, visit);
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return visit;
}

std::string write_visit(const Visit& visit) {
  Json checklist = Json::object();
  checklist.add("id", Json::of_text(visit.checklist.value));
  checklist.add("version", Json::of_integer(visit.checklist_version));
  Json answers = Json::object();
  for (const auto& [item, answer] : visit.answers) answers.add(item, answer_json(answer));
  Json out = Json::object();
  out.add("format", Json::of_text("constat.visit/1"));
  out.add("id", Json::of_text(visit.id.value));
  out.add("checklist", std::move(checklist));
  out.add("site", Json::of_text(visit.site.value));
  out.add("wave", text_or_null(visit.wave.value));
  out.add("investigator", Json::of_text(visit.investigator.value));
  out.add("mission", text_or_null(visit.mission.value));
  out.add("contact_mode", text_or_null(visit.contact_mode));
  out.add("started_at", text_or_null(visit.started_at));
  out.add("ended_at", text_or_null(visit.ended_at));
  out.add("answers", std::move(answers));
  return canonical_json(out);
}

}  // namespace constat

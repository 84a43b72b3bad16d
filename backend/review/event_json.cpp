#include "backend/review/event_json.hpp"

#include <nlohmann/json.hpp>

namespace constat::server {

using Doc = nlohmann::json;

namespace {

// 8-4-4-4-12 lower-case hexadecimal digits, of any version.
bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    if (is_dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

// Comments are for those who review; what a site says of a visit is not for its investigator.
bool is_told_to(Role reads, std::string_view type) {
  if (reads == Role::reviewer || reads == Role::manager || reads == Role::administrator) return true;
  if (type == "comment" || type == "second_look") return false;
  return reads == Role::site_manager || (type != "appeal" && type != "appeal_decision");
}

}  // namespace

std::string read_event_text(JsonReader& reader, std::string_view name) {
  const Json* value = reader.required(name, JsonKind::string);
  return value ? value->text : std::string();
}

std::string read_event_id(JsonReader& reader) {
  std::string id = read_event_text(reader, "id");
  if (!is_uuid(id)) reader.report("id", "bad-event-id", {id});
  return id;
}

std::string decision_body(const Decision& decision) {
  return Doc{{"revision", decision.revision},
             {"sha256", decision.sha256},
             {"decision", std::string(to_string(decision.verdict))},
             {"reason", decision.reason}}
      .dump(-1, ' ', false, Doc::error_handler_t::replace);
}

Doc event_document(Reader& reader, const VisitEvent& event) {
  const auto author = reader.user(event.author);
  Doc doc = {{"id", event.id},
             {"type", event.type},
             {"author", {{"id", event.author.value}, {"name", author ? author->name : event.author.value}}},
             {"at", event.at},
             {"seq", event.seq}};
  const Doc body = Doc::parse(event.body, nullptr, false);
  if (body.is_object())
    for (const auto& [name, value] : body.items())
      if (!doc.contains(name)) doc[name] = value;
  return doc;
}

Doc event_documents(Reader& reader, const VisitId& visit, Role reads) {
  Doc list = Doc::array();
  for (const VisitEvent& event : reader.events(visit))
    if (is_told_to(reads, event.type)) list.push_back(event_document(reader, event));
  return list;
}

std::string events_json(Reader& reader, const VisitId& visit, Role reads) {
  return Doc{{"events", event_documents(reader, visit, reads)}}.dump(-1, ' ', false, Doc::error_handler_t::replace);
}

}  // namespace constat::server

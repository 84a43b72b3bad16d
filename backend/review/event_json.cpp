#include "backend/review/event_json.hpp"

#include <nlohmann/json.hpp>

namespace constat::server {

using Doc = nlohmann::json;

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

Doc event_documents(Reader& reader, const VisitId& visit) {
  Doc list = Doc::array();
  for (const VisitEvent& event : reader.events(visit)) list.push_back(event_document(reader, event));
  return list;
}

std::string events_json(Reader& reader, const VisitId& visit) {
  return Doc{{"events", event_documents(reader, visit)}}.dump(-1, ' ', false, Doc::error_handler_t::replace);
}

}  // namespace constat::server

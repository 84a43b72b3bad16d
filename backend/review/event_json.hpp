// Events as they are stored and as they are answered.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "backend/review/decisions.hpp"
#include "shared/base/json_reader.hpp"

namespace constat::server {

// The member "id", a UUID of any version in lower case; empty after "missing-field" or "bad-event-id" was added.
std::string read_event_id(JsonReader& reader);
// The text of a member that must be there; empty after a problem was added.
std::string read_event_text(JsonReader& reader, std::string_view name);

// What an event of type "decision" keeps beside author and time. The same decision gives the same bytes.
std::string decision_body(const Decision& decision);

// {"id","type","author":{"id","name"},"at","seq"} and the members of its body.
nlohmann::json event_document(Reader& reader, const VisitEvent& event);
nlohmann::json event_documents(Reader& reader, const VisitId& visit, Role reads);  // an array

}  // namespace constat::server

// Events as they are stored and as they are answered.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "backend/review/decisions.hpp"

namespace constat::server {

// What an event of type "decision" keeps beside author and time. The same decision gives the same bytes.
std::string decision_body(const Decision& decision);

// {"id","type","author":{"id","name"},"at","seq"} and the members of its body.
nlohmann::json event_document(Reader& reader, const VisitEvent& event);
nlohmann::json event_documents(Reader& reader, const VisitId& visit);  // an array

}  // namespace constat::server

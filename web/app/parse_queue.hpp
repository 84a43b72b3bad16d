// Replies about the queue and rescue copies, and the server's list of visits set aside, as the app's own values.
#pragma once

#include <string>

#include "shared/base/json.hpp"
#include "web/app/quarantine.hpp"
#include "web/app/queue.hpp"
#include "web/app/reviewing.hpp"

namespace constat::app {

Queue read_queue(const Json& json);
RescueSaved read_rescue_saved(const Json& json);
RescueRead read_rescue_read(const Json& json);

Quarantine read_quarantine(const Json& body);
ReviewQueue read_review_queue(const Json& body);
VisitEvents read_events(const Json& body);

}  // namespace constat::app

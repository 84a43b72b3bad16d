// A mission as an entry for the phone's own calendar (iCalendar, RFC 5545), which reminds without Constat and without network.
#pragma once

#include <cstdint>
#include <string>

#include "shared/text/text.hpp"
#include "web/app/documents.hpp"

namespace constat::app {

// One event over the mission's window, with an alarm a day before its end and one three hours before. A discreet mission
// names neither its site nor what it is. Empty: the window cannot be read.
std::string calendar_file(Language language, const Mission& mission, std::int64_t now_ms);

}  // namespace constat::app

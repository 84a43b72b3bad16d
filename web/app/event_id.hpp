// Names for what a person does once, however often it has to be sent.
#pragma once

#include <cstdint>
#include <string>

namespace constat::app {

// A UUIDv7: the same for every try of one act, another for every other; made of who, what and when.
std::string event_id(const std::string& user, const std::string& about, std::int64_t now_ms);

}  // namespace constat::app

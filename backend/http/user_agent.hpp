// A browser and a system in two words, of what a browser says of itself. No versions, no models: enough for a person to know
// their own devices again.
#pragma once

#include <string>
#include <string_view>

namespace constat::server::http {

std::string device_of(std::string_view user_agent);  // "Chromium, Android"; one of the two, or empty, where it does not say

}  // namespace constat::server::http

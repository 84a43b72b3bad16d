// One JSON object a line on standard error: time, event, facts. No secret, no body and no e-mail address goes in.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>
#include <variant>

namespace constat::server {

using LogValue = std::variant<std::string_view, std::int64_t, bool>;
void log_event(std::string_view event, std::initializer_list<std::pair<std::string_view, LogValue>> facts = {});

}  // namespace constat::server

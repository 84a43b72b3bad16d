#include "backend/platform/log.hpp"

#include <cstdio>
#include <mutex>
#include <string>

#include "backend/platform/clock.hpp"
#include "shared/base/json.hpp"

namespace constat::server {

void log_event(std::string_view event, std::initializer_list<std::pair<std::string_view, LogValue>> facts) {
  static std::mutex mutex;
  std::string line = "{\"time\":\"" + rfc3339(system_clock()()) + "\",\"event\":" + json_quoted(event);
  for (const auto& [name, value] : facts) {
    line += "," + json_quoted(name) + ":";
    if (const auto* text = std::get_if<std::string_view>(&value)) line += json_quoted(*text);
    else if (const auto* number = std::get_if<std::int64_t>(&value)) line += std::to_string(*number);
    else line += std::get<bool>(value) ? "true" : "false";
  }
  line += "}\n";
  const std::lock_guard lock(mutex);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace constat::server

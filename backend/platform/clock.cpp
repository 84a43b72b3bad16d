#include "backend/platform/clock.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>

namespace constat::server {
namespace {

std::tm parts_of(std::int64_t unix_ms) {
  const std::time_t seconds = static_cast<std::time_t>(unix_ms >= 0 ? unix_ms / 1000 : (unix_ms - 999) / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return parts;
}

std::string date_and_time(std::int64_t unix_ms) {
  const std::tm parts = parts_of(unix_ms);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  return std::string(text, length);
}

}  // namespace

Clock system_clock() {
  return [] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
  };
}

std::string rfc3339(std::int64_t unix_ms) {
  char fraction[8];
  std::snprintf(fraction, sizeof fraction, ".%03dZ", static_cast<int>((unix_ms % 1000 + 1000) % 1000));
  return date_and_time(unix_ms) + fraction;
}

std::string rfc3339(std::int64_t unix_ms, int offset_minutes) {
  const int size = offset_minutes < 0 ? -offset_minutes : offset_minutes;
  char offset[16];
  std::snprintf(offset, sizeof offset, "%c%02d:%02d", offset_minutes < 0 ? '-' : '+', size / 60 % 24, size % 60);
  return date_and_time(unix_ms + offset_minutes * std::int64_t{60'000}) + offset;
}

}  // namespace constat::server

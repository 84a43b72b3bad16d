#include "shared/review/local_time.hpp"

#include "shared/visit/timestamp.hpp"

namespace constat {
namespace {

constexpr std::int64_t kMillisecondsPerDay = 86'400'000;

std::int64_t two_digits(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

// `rfc3339` was read before: it ends in Z or in +hh:mm.
std::int64_t offset_milliseconds(std::string_view rfc3339) {
  const char last = rfc3339.back();
  if (last == 'Z' || last == 'z') return 0;
  const std::string_view offset = rfc3339.substr(rfc3339.size() - 6);
  const std::int64_t minutes = two_digits(offset, 1) * 60 + two_digits(offset, 4);
  return (offset[0] == '-' ? -minutes : minutes) * 60'000;
}

}  // namespace

std::optional<LocalMoment> local_moment(std::string_view rfc3339) {
  const std::optional<std::int64_t> instant = unix_milliseconds(rfc3339);
  if (!instant) return std::nullopt;
  const std::int64_t local = *instant + offset_milliseconds(rfc3339);
  std::int64_t day = local / kMillisecondsPerDay;
  if (local % kMillisecondsPerDay < 0) --day;
  const std::int64_t weekday = ((day + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
  return LocalMoment{static_cast<int>(weekday), local - day * kMillisecondsPerDay};
}

}  // namespace constat

#include "web/app/deadline.hpp"

#include <algorithm>

#include "shared/base/calendar.hpp"
#include "shared/visit/timestamp.hpp"
#include "web/app/format.hpp"

namespace constat::app {
namespace {

constexpr std::size_t kDate = 10;  // characters

std::int64_t end_of(const Mission& mission) { return unix_milliseconds(mission.window_to).value_or(INT64_MAX); }

}  // namespace

bool is_to_do(const Mission& mission) { return mission.status == "assigned" || !mission.draft.empty(); }

Deadline deadline_of(const Mission& mission, std::int64_t now_ms, std::string_view zone) {
  const auto end = unix_milliseconds(mission.window_to);
  if (!end || mission.status != "assigned") return {};
  if (*end < now_ms) return {Deadline::Kind::over, 0};
  const auto last = day_of_date(local_time(*end, zone).substr(0, kDate)), today = day_of_date(local_time(now_ms, zone).substr(0, kDate));
  if (!last || !today || *last - *today > kSoonDays) return {};
  if (*last == *today) return {Deadline::Kind::today, 0};
  return {Deadline::Kind::soon, *last - *today};
}

std::vector<const Mission*> by_deadline(const std::vector<Mission>& missions) {
  std::vector<const Mission*> open;
  for (const Mission& mission : missions)
    if (is_to_do(mission)) open.push_back(&mission);
  std::stable_sort(open.begin(), open.end(), [](const Mission* a, const Mission* b) { return end_of(*a) < end_of(*b); });
  return open;
}

}  // namespace constat::app

#include "backend/missions/spread.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace constat::server {
namespace {

constexpr int kSunday = 6;

// Those of the days that the site is not known to be closed on: working days, or Sundays where there is nothing else.
std::vector<std::int64_t> days_to_use(std::int64_t first, std::int64_t last, const ClosedDays& closed) {
  std::vector<std::int64_t> days, sundays;
  for (std::int64_t day = first; day <= last; ++day) {
    const int weekday = weekday_of(day);
    if (!closed[static_cast<std::size_t>(weekday)]) (weekday == kSunday ? sundays : days).push_back(day);
  }
  return days.empty() ? sundays : days;
}

}  // namespace

// 1970-01-01 was a Thursday.
int weekday_of(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }

std::vector<Slot> spread(const std::vector<std::size_t>& there, const std::vector<std::size_t>& wanted, std::int64_t first, std::int64_t last,
                         const std::vector<ClosedDays>& closed) {
  std::map<ClosedDays, std::vector<std::int64_t>> usable;  // most sites close on the same days
  std::vector<Slot> slots;
  std::map<std::int64_t, std::size_t> on_day;
  std::array<std::size_t, 7> on_weekday{};
  for (std::size_t site = 0; site < there.size(); ++site) {
    const ClosedDays shut = site < closed.size() ? closed[site] : ClosedDays{};
    const auto [found, is_new] = usable.try_emplace(shut);
    if (is_new) found->second = days_to_use(first, last, shut);
    const std::vector<std::int64_t>& days = found->second;
    if (days.empty()) continue;
    std::array<std::size_t, 7> here{};
    const std::size_t per_site = wanted[site];
    for (std::size_t visit = there[site]; visit < per_site; ++visit) {
      // The visit's own part of the window: the parts keep the visits of a site apart.
      const std::size_t begin = std::min(visit * days.size() / per_site, days.size() - 1);
      const std::size_t end = std::max(begin + 1, (visit + 1) * days.size() / per_site);
      std::size_t best = begin;
      const auto rank = [&](std::size_t at) {
        const auto weekday = static_cast<std::size_t>(weekday_of(days[at]));
        return std::make_tuple(here[weekday], on_day[days[at]], on_weekday[weekday], at);
      };
      for (std::size_t at = begin; at < end; ++at)
        if (rank(at) < rank(best)) best = at;
      const auto weekday = static_cast<std::size_t>(weekday_of(days[best]));
      ++here[weekday], ++on_day[days[best]], ++on_weekday[weekday];
      slots.push_back({site, days[best]});
    }
  }
  std::sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) { return std::tie(a.day, a.site) < std::tie(b.day, b.site); });
  return slots;
}

}  // namespace constat::server

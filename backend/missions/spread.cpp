#include "backend/missions/spread.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace constat::server {
namespace {

constexpr int kSunday = 6;

std::vector<std::int64_t> days_to_use(std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> days, all;
  for (std::int64_t day = first; day <= last; ++day) {
    all.push_back(day);
    if (weekday_of(day) != kSunday) days.push_back(day);
  }
  return days.empty() ? all : days;
}

}  // namespace

// 1970-01-01 was a Thursday.
int weekday_of(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }

std::vector<Slot> spread(const std::vector<std::size_t>& there, std::size_t per_site, std::int64_t first, std::int64_t last) {
  const std::vector<std::int64_t> days = days_to_use(first, last);
  std::vector<Slot> slots;
  if (days.empty()) return slots;
  std::vector<std::size_t> on_day(days.size(), 0);
  std::array<std::size_t, 7> on_weekday{};
  for (std::size_t site = 0; site < there.size(); ++site) {
    std::array<std::size_t, 7> here{};
    for (std::size_t visit = there[site]; visit < per_site; ++visit) {
      // The visit's own part of the window: the parts keep the visits of a site apart.
      const std::size_t begin = std::min(visit * days.size() / per_site, days.size() - 1);
      const std::size_t end = std::max(begin + 1, (visit + 1) * days.size() / per_site);
      std::size_t best = begin;
      const auto rank = [&](std::size_t at) {
        const auto weekday = static_cast<std::size_t>(weekday_of(days[at]));
        return std::make_tuple(here[weekday], on_day[at], on_weekday[weekday], at);
      };
      for (std::size_t at = begin; at < end; ++at)
        if (rank(at) < rank(best)) best = at;
      const auto weekday = static_cast<std::size_t>(weekday_of(days[best]));
      ++here[weekday], ++on_day[best], ++on_weekday[weekday];
      slots.push_back({site, days[best]});
    }
  }
  std::sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) { return std::tie(a.day, a.site) < std::tie(b.day, b.site); });
  return slots;
}

}  // namespace constat::server

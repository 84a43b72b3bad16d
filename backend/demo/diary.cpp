#include "backend/demo/diary.hpp"

#include "backend/demo/calendar.hpp"

namespace constat::server::demo {
namespace {

constexpr int kTries = 500;

bool is_open(const DemoSite& site, std::int64_t day) { return !site.hours[static_cast<std::size_t>(weekday_of(day))].empty(); }

}  // namespace

Appointment Diary::arrange(const DemoSite& site, const std::vector<const DemoPerson*>& people, std::int64_t first, std::int64_t last,
                           Rng& rng) {
  Appointment found;
  for (int i = 0; i < kTries; ++i) {
    found = {pick(rng, people), rng.between(first, last)};
    if (is_open(site, found.day) && taken_.emplace(found.person->id, found.day).second) break;
  }
  return found;
}

}  // namespace constat::server::demo

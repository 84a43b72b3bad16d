#include "backend/missions/rotation.hpp"

#include <algorithm>
#include <chrono>

namespace constat::server {
namespace {

namespace chrono = std::chrono;

bool too_soon(const RotationRules& rules, const Stay& a, const Stay& b) {
  const bool a_first = a.last_day < b.first_day;
  const bool b_first = b.last_day < a.first_day;
  if (a_first) return b.first_day < months_later(a.last_day, rules.months);
  if (b_first) return a.first_day < months_later(b.last_day, rules.months);
  return rules.months > 0;  // the windows share a day
}

// The one day on which both have to be; none when either could be on another.
bool on_one_day(const Stay& a, const Stay& b) {
  return a.first_day == a.last_day && b.first_day == b.last_day && a.first_day == b.first_day;
}

std::optional<RotationRefusal> collision(const RotationRules& rules, const Stay& wanted, const Stay& other) {
  if (wanted.site == other.site) {
    if (too_soon(rules, wanted, other)) return RotationRefusal{RotationRule::same_site, other, 0};
    return std::nullopt;
  }
  if (!wanted.position || !other.position || !on_one_day(wanted, other)) return std::nullopt;
  const double metres = distance_metres(*wanted.position, *other.position);
  if (metres <= rules.far_metres) return std::nullopt;
  return RotationRefusal{RotationRule::far_sites, other, metres};
}

}  // namespace

std::int64_t months_later(std::int64_t day, int months) {
  const chrono::year_month_day from{chrono::sys_days(chrono::days(day))};
  const auto month = chrono::year_month(from.year(), from.month()) + chrono::months(months);
  const auto last = chrono::year_month_day_last(month.year(), chrono::month_day_last(month.month()));
  const chrono::year_month_day to = month / std::min(from.day(), last.day());
  return chrono::sys_days(to).time_since_epoch().count();
}

std::optional<RotationRefusal> rotation_refusal(const RotationRules& rules, const Stay& wanted, const std::vector<Stay>& others) {
  std::optional<RotationRefusal> refusal;
  for (const Stay& other : others) {
    if (!wanted.mission.empty() && other.mission == wanted.mission) continue;
    auto found = collision(rules, wanted, other);
    if (found && (!refusal || found->other.last_day > refusal->other.last_day)) refusal = std::move(found);
  }
  return refusal;
}

}  // namespace constat::server

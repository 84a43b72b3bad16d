#include "backend/erasure/retention_periods.hpp"

#include <algorithm>

#include "backend/erasure/retention.hpp"
#include "backend/programmes/programme_of.hpp"

namespace constat::server {

RetentionPeriods::RetentionPeriods(Reader& reader, std::int64_t now_ms) : reader_(reader) {
  const auto day_of = [&](std::int64_t months) { return months == 0 ? std::string() : day_before_months(now_ms, months); };
  organisation_ = latest_ = day_of(reader.organisation().retention_months);
  const auto programmes = reader.programmes();
  for (const Programme& programme : programmes) {
    if (!programme.retention_months) continue;
    own_.push_back({programme.id, *programme.retention_months, day_of(*programme.retention_months)});
    latest_ = std::max(latest_, own_.back().before);
  }
  for (const Wave& wave : reader.waves())
    for (const Own& own : own_)
      if (own.programme == wave.programme) by_wave_[wave.id.value] = own.before;
  differ_ = std::any_of(own_.begin(), own_.end(), [&](const Own& own) { return own.before != organisation_; });
}

const std::string& RetentionPeriods::before(const VisitRecord& visit) const {
  std::string wave = visit.wave.value;
  if (wave.empty() && !visit.mission.empty())
    if (const auto mission = reader_.mission(visit.mission)) wave = mission->wave.value;
  const auto found = by_wave_.find(wave);
  return found == by_wave_.end() ? organisation_ : found->second;
}

}  // namespace constat::server

// How many visits a wave wants at each site, and how far it is.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "backend/store/repository.hpp"
#include "shared/base/json_reader.hpp"

namespace constat::server {

inline constexpr std::int64_t kHighestTarget = 20;  // visits of one site in one wave
inline constexpr std::size_t kMostExceptions = 200;

struct TargetException {
  std::string site, tag;  // one of them
  std::int64_t visits = 0;
};

// [{"site" or "tag","visits"}]; adds every problem, with its path under `name`.
std::vector<TargetException> read_exceptions(JsonReader& reader, std::string_view name);
std::string exceptions_json(const std::vector<TargetException>& exceptions);  // empty for none
std::vector<TargetException> exceptions_of(const Wave& wave);

// The first exception that names the site or a tag of it, or else the wave's number.
std::int64_t target_of(const Wave& wave, const std::vector<TargetException>& exceptions, const Site& site);
inline bool has_targets(const Wave& wave) { return wave.visits_per_site > 0 || !wave.exceptions.empty(); }

struct Progress {
  std::int64_t target = 0;
  std::int64_t to_make = 0;   // missions, open or assigned
  std::int64_t made = 0;      // visits that arrived and were neither set aside nor rejected
  std::int64_t approved = 0;  // of these, those that count in figures
  std::int64_t missing() const { return target > to_make + made ? target - to_make - made : 0; }
};

// By site: those with a target, a mission or a visit.
std::map<std::string, Progress> progress_of(Reader& reader, const Wave& wave);

}  // namespace constat::server

#include "backend/missions/stays.hpp"

#include <cmath>

#include "shared/base/calendar.hpp"

namespace constat::server {
namespace {

// Of "2026-11-03T10:02:11+01:00": the day that was written, which is the local one.
std::optional<std::int64_t> local_day(std::string_view rfc3339) { return day_of_date(rfc3339.substr(0, 10)); }

std::optional<GeoPoint> position_of(Reader& reader, const SiteId& id) {
  const auto site = reader.site(id);
  if (!site || !site->position) return std::nullopt;
  return GeoPoint{site->position->latitude, site->position->longitude};
}

}  // namespace

std::optional<Stay> stay_of(Reader& reader, const Mission& mission) {
  const auto first = local_day(mission.window_from), last = local_day(mission.window_to);
  if (!first || !last) return std::nullopt;
  return Stay{mission.id.value, "", mission.site.value, position_of(reader, mission.site), *first, *last};
}

std::vector<Stay> stays_of(Reader& reader, const UserId& investigator) {
  std::vector<Stay> stays;
  VisitFilter visits;
  visits.investigator = investigator;
  for (const VisitRecord& visit : reader.visits(visits)) {
    if (visit.status == "rejected" || visit.status == "quarantined") continue;
    if (const auto day = local_day(visit.started_at))
      stays.push_back({visit.mission.value, visit.id.value, visit.site.value, position_of(reader, visit.site), *day, *day});
  }
  MissionFilter missions;
  missions.investigator = investigator;
  missions.status = "assigned";
  for (const Mission& mission : reader.missions(missions))
    if (auto stay = stay_of(reader, mission)) stays.push_back(std::move(*stay));
  return stays;
}

Problem rotation_problem(Reader& reader, std::string path, const RotationRules& rules, const RotationRefusal& refusal) {
  const auto site = reader.site(SiteId(refusal.other.site));
  const std::string name = site ? site->name : refusal.other.site;
  const std::string day = date_of_day(refusal.other.last_day);
  if (refusal.rule == RotationRule::same_site)
    return {std::move(path), refusal.other.visit.empty() ? "rotation-same-site-planned" : "rotation-same-site",
            {name, day, std::to_string(rules.months)}};
  return {std::move(path), "rotation-far-sites", {name, day, std::to_string(std::llround(refusal.metres / 1000))}};
}

Problem without_other_sites(Reader& reader, Problem problem) {
  if (problem.code != "rotation-far-sites" || problem.args.empty()) return problem;
  for (const Site& site : reader.sites())
    if (site.name == problem.args.front()) return problem;
  problem.code = "rotation-far-elsewhere";
  problem.args.front().clear();
  return problem;
}

Problem with_dates(Language language, Problem problem) {
  if (problem.code.rfind("rotation-", 0) == 0 && problem.args.size() > 1) problem.args[1] = format_date(language, problem.args[1]);
  return problem;
}

}  // namespace constat::server

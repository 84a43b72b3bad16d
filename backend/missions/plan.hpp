// A wave planned at once: so many visits at each of these sites, spread over the days, for these people in turn or open.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/missions/rotation.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

inline constexpr std::size_t kMostVisitsPerSite = 20;
inline constexpr std::size_t kMostPlanned = 2'000;  // missions of one plan: they are one transaction
inline constexpr std::int64_t kLongestPlan = 366;   // days
inline constexpr std::int64_t kLongestMissionDays = 31;

struct PlanRequest {
  Mission model;  // wave, checklist, contact mode, scenario, fee...: what all its missions have in common
  std::string wave_title_fr, wave_title_en;  // a wave that nobody knew is made under this title
  ProgrammeId programme;  // of a new wave; empty: the first one
  bool says_live_score = false, says_discreet = false;  // otherwise as the programme says
  std::vector<SiteId> sites;
  std::size_t per_site = 1;
  bool to_targets = false;        // instead: what the wave wants at each site, less what it has
  std::int64_t from = 0, to = 0;  // days since 1970
  std::int64_t days = 1;          // that each mission is open
  std::optional<std::vector<UserId>> investigators;  // none: open to claim
  bool dry_run = false;
};

struct Unassigned {
  Mission mission;  // as it would have been
  struct Why {
    UserId investigator;
    Problem problem;
  };
  std::vector<Why> why;  // of the first few people; of nobody: the site is closed on every day of the plan
};

struct PlanOutcome {
  std::vector<Mission> missions;  // made, or with `dry_run` to be made
  std::vector<Unassigned> unassigned;
  std::size_t already = 0;        // visits of the target that were planned before
  std::vector<Problem> problems;  // with one of them, nothing was made
};

// Documented in docs/protocol.md.
Parsed<PlanRequest> parse_plan(std::string_view json);

// One transaction. The target counts: the same plan again makes only what is missing of it.
PlanOutcome make_plan(Store& store, const OrganisationId& organisation, const PlanRequest& request, std::int64_t now_ms,
                      const RotationRules& rules = {});

}  // namespace constat::server

// A programme: a campaign over many sites, and what holds for the visits of its waves. What it leaves open is the organisation's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/ids.hpp"

namespace constat::server {

using ProgrammeId = Id<struct ProgrammeTag>;

// Every organisation has it, with all that is the organisation's, until somebody changes it; a wave is of it unless it says otherwise.
inline constexpr const char* kFirstProgramme = "main";

inline constexpr std::int64_t kAppealDays = 14;  // where no programme says otherwise

struct Programme {
  ProgrammeId id;
  std::string title, title_en;                   // both empty: of the first one, which nobody has named
  std::string index_rules;                       // JSON of constat.index/1; empty: the organisation's
  std::optional<std::int64_t> retention_months;  // 0: kept for ever; none: the organisation's
  std::optional<bool> review_required;           // none: the organisation's
  bool live_score = true, discreet = false;      // of a mission that does not say
  std::int64_t appeal_days = kAppealDays;        // after the approval, within which a site contests a visit
  bool employees_named = false;                  // questions that tell who served are asked
  std::string informed_on, informed_how;         // when and how the staff heard of it: a date, a sentence
};

}  // namespace constat::server

// A programme and a wave as an administrator or a manager writes them. Reading collects every problem.
#pragma once

#include <string_view>

#include "backend/programmes/targets.hpp"
#include "backend/store/repository.hpp"
#include "shared/base/json_reader.hpp"

namespace constat::server {

inline constexpr std::size_t kLongestTitle = 200;       // bytes, each language
inline constexpr std::size_t kLongestInformed = 1'000;  // bytes
inline constexpr std::int64_t kMostAppealDays = 365;

// {"title":{"fr","en"?},"index"?,"retention_months"?,"review_required"?,"live_score"?,"discreet"?,"appeal_days"?,
// "employees"?:{"named","informed_on","informed_how"}}; `today` in days since 1970. Without a member, or null: the organisation's.
Parsed<Programme> parse_programme(std::string_view json, std::int64_t today);

// {"title":{"fr","en"?},"starts_on","ends_on"?,"closed"?,"visits_per_site"?,"exceptions"?,"programme"?}. What it names is
// looked up. `programme` is where it belongs when the document does not say.
Parsed<Wave> parse_wave(Reader& reader, std::string_view json, const ProgrammeId& programme);

}  // namespace constat::server

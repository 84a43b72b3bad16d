// Where a person has been and is to go, as the store knows it.
#pragma once

#include <vector>

#include "backend/missions/rotation.hpp"
#include "backend/store/repository.hpp"
#include "shared/base/json_reader.hpp"
#include "shared/text/text.hpp"

namespace constat::server {

// Days as the window's own times write them; none when they are no times.
std::optional<Stay> stay_of(Reader& reader, const Mission& mission);

// Visits that count or wait, and missions that are still to be made.
std::vector<Stay> stays_of(Reader& reader, const UserId& investigator);

// The refusal as a problem at `path`; its words name the rule and what it collides with.
Problem rotation_problem(Reader& reader, std::string path, const RotationRules& rules, const RotationRefusal& refusal);

// The same without the name of a site that this reader does not show.
Problem without_other_sites(Reader& reader, Problem problem);

// The same with its dates as people write them in that language; other problems stay as they are.
Problem with_dates(Language language, Problem problem);

}  // namespace constat::server

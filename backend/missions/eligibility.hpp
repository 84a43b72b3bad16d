// Who may make a visit, by what they can do and where they work; where they have been is rotation's (rotation.hpp).
#pragma once

#include <string>
#include <vector>

#include "backend/store/repository.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

// A skill is the same word whatever its case and accents.
bool has_skill(const User& person, const std::string& skill);

// Of the mission's skills, those that this person does not have.
std::vector<std::string> missing_skills(const User& person, const Mission& mission);

// What stands against it, at `path`: "skills-missing" (which), "region-elsewhere" (the site's region, the person's). A person
// without regions works everywhere; a site without a region is everywhere.
std::vector<Problem> eligibility_problems(Reader& reader, const User& person, const Mission& mission, const std::string& path);

bool is_eligible(const User& person, const Mission& mission, const std::string& region);  // of the site

}  // namespace constat::server

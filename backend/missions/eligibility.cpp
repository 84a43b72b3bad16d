#include "backend/missions/eligibility.hpp"

#include <algorithm>

#include "shared/review/comment_text.hpp"

namespace constat::server {
namespace {

bool works_in(const User& person, const std::string& region) {
  return person.regions.empty() || region.empty() || std::find(person.regions.begin(), person.regions.end(), region) != person.regions.end();
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

}  // namespace

bool has_skill(const User& person, const std::string& skill) {
  const std::u32string wanted = normalised_comment(skill);
  return std::any_of(person.skills.begin(), person.skills.end(), [&](const std::string& each) { return each == skill || normalised_comment(each) == wanted; });
}

std::vector<std::string> missing_skills(const User& person, const Mission& mission) {
  std::vector<std::string> missing;
  for (const std::string& skill : mission.skills)
    if (!has_skill(person, skill)) missing.push_back(skill);
  return missing;
}

bool is_eligible(const User& person, const Mission& mission, const std::string& region) {
  return works_in(person, region) && missing_skills(person, mission).empty();
}

std::vector<Problem> eligibility_problems(Reader& reader, const User& person, const Mission& mission, const std::string& path) {
  std::vector<Problem> problems;
  if (const auto missing = missing_skills(person, mission); !missing.empty()) problems.push_back({path, "skills-missing", {joined(missing)}});
  const auto site = reader.site(mission.site);
  if (site && !works_in(person, site->region)) problems.push_back({path, "region-elsewhere", {site->region, joined(person.regions)}});
  return problems;
}

}  // namespace constat::server

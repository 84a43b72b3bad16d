#include "web/app/planning.hpp"

#include <algorithm>

#include "web/app/word_line.hpp"

namespace constat::app {

void MissionBoard::claimed(const std::string& id) {
  const auto taken = std::find_if(missions.begin(), missions.end(), [&](const ListedMission& mission) { return mission.id == id; });
  if (taken == missions.end()) return;
  missions.erase(taken);
  --count;
  ++claims_held;
}

std::vector<std::string> PlanChoices::regions() const {
  std::set<std::string> all;
  for (const SiteDoc& site : sites)
    if (!site.region.empty()) all.insert(site.region);
  return {all.begin(), all.end()};
}

std::size_t PlanChoices::sites_in(const std::set<std::string, std::less<>>& regions) const {
  return static_cast<std::size_t>(
      std::count_if(sites.begin(), sites.end(), [&](const SiteDoc& site) { return regions.empty() || regions.count(site.region) > 0; }));
}

std::vector<std::string> missing_skills(const PlanChoices::Investigator& person, const PlanForm& form) {
  std::vector<std::string> missing;
  for (std::string& wanted : words_of_line(form.skills))
    if (std::none_of(person.skills.begin(), person.skills.end(), [&](const std::string& skill) { return is_same_word(skill, wanted); }))
      missing.push_back(std::move(wanted));
  return missing;
}

std::optional<std::int64_t> cents_of(std::string_view typed) {
  std::int64_t cents = 0;
  int after_point = -1;
  bool any = false;
  for (const char c : typed) {
    if (c == ' ') continue;
    if ((c == ',' || c == '.') && after_point < 0) {
      after_point = 0;
      continue;
    }
    if (c < '0' || c > '9' || after_point == 2 || cents > 100'000'000) return std::nullopt;
    cents = cents * 10 + (c - '0');
    any = true;
    if (after_point >= 0) ++after_point;
  }
  if (!any) return std::nullopt;
  for (int digits = std::max(after_point, 0); digits < 2; ++digits) cents *= 10;
  return cents;
}

std::string wave_id_of(std::string_view title, const std::vector<Wave>& taken) {
  std::string id = "w";
  bool gap = true;
  for (const char c : title) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool kept = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (!kept) {
      gap = true;
      continue;
    }
    if (gap) id += '-';
    gap = false;
    id += lower;
    if (id.size() >= 40) break;
  }
  const auto is_taken = [&](const std::string& each) {
    return std::any_of(taken.begin(), taken.end(), [&](const Wave& wave) { return wave.id == each; });
  };
  std::string free = id;
  for (int number = 2; is_taken(free); ++number) free = id + "-" + std::to_string(number);
  return free;
}

}  // namespace constat::app

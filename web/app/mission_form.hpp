// One mission that a manager changes: who, when, for how much, and what to say.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "web/app/planning.hpp"

namespace constat::app {

class App;

struct MissionForm {
  std::string mission;                 // whose values these are
  std::string person;                  // id; empty: open to claim
  std::string search;                  // of people: part of a name
  std::string from, to;                // "2026-12-01"
  std::string fee, expenses;           // euros, as typed
  std::string skills;                  // with commas
  std::string scenario_fr, scenario_en;
  bool live_score = true, discreet = false;
  std::set<std::string, std::less<>> missing;  // fields that must be mended before it is sent
  bool busy = false;
  std::optional<Refusal> refusal;
};

inline constexpr std::size_t kMostPeopleOffered = 8;

// Who is offered to the form: those whose name has what was typed, whatever its case and accents, and whoever is chosen. `more`:
// how many others there are.
struct PeopleOffered {
  std::vector<PlanChoices::Named> people;
  std::size_t more = 0;
};
PeopleOffered people_offered(const PlanChoices& choices, const MissionForm& form, const ListedMission& mission);

class MissionActions {
 public:
  explicit MissionActions(App& app) : app_(&app) {}

  void begin();  // the form's first values, once the mission is there
  void change(const std::function<void(MissionForm&)>& change);
  void save();

 private:
  App* app_;
};

}  // namespace constat::app

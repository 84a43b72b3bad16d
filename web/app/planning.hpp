// Missions on the server: those open to claim, and a programme's as a manager plans them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/comparison.hpp"
#include "web/app/documents.hpp"
#include "web/app/loadable.hpp"

namespace constat::app {

struct ListedMission {
  std::string id, wave, contact_mode, window_from, window_to;
  std::string status;        // open, assigned, done, cancelled
  std::string investigator, investigator_id;  // name and id; empty while it is open
  std::string cancel_reason;
  bool claimed = false;      // its investigator took it
  bool discreet = false;
  SiteDoc site;
  LocalizedText checklist_title, scenario;
  std::string checklist;
  std::int64_t checklist_version = 1;
  bool live_score = true;
  std::optional<std::int64_t> fee, expenses_cap;  // euro cents
  std::vector<std::string> skills;  // that it takes
  bool is_closed() const { return status == "done" || status == "cancelled"; }
};

inline constexpr std::int64_t kMissionsPage = 100;

struct MissionBoard {
  std::vector<ListedMission> missions;
  std::int64_t count = 0;  // of all that fit; the list is one page of them
  std::int64_t pages() const { return count == 0 ? 1 : (count + kMissionsPage - 1) / kMissionsPage; }
  std::int64_t claims_held = 0, claims_limit = 0;  // an investigator's
  std::int64_t not_eligible = 0;  // open ones that are left out: a skill is missing, or this person works elsewhere
  const ListedMission* find(std::string_view id) const {
    for (const ListedMission& mission : missions)
      if (mission.id == id) return &mission;
    return nullptr;
  }
  void claimed(const std::string& id);  // is this investigator's now, and open no longer
};

// What the server said to a claim or a cancellation that it did not accept.
struct Refusal {
  Failure failure;
  std::vector<std::string> problems;  // in its own words
};

struct Claiming {
  std::string busy;                // the mission on its way; empty: none
  std::string site;                // of the mission that was asked for last
  bool taken = false;              // it is this person's now; said once
  std::optional<Refusal> refusal;
};

// What a plan can be made of.
struct PlanChoices {
  struct Named {
    std::string id, name;
  };
  struct Investigator {
    std::string id, name;
    std::vector<std::string> skills, regions;
  };
  struct Versioned {
    std::string id;
    std::int64_t version = 1;
    LocalizedText title;
  };
  std::vector<SiteDoc> sites;
  // What a wave's programme says of missions, and what it still wants at each site.
  struct Planned {
    std::string starts_on, ends_on;
    bool live_score = true, discreet = false, has_targets = false;
    bool closed = false;               // looked at, but nothing more is planned in it
    std::map<std::string, std::int64_t, std::less<>> missing;  // visits, by site
    std::int64_t missing_at(const std::string& site) const {
      const auto found = missing.find(site);
      return found == missing.end() ? 0 : found->second;
    }
  };
  std::vector<Wave> waves;             // the oldest first
  std::map<std::string, Planned, std::less<>> planned;  // by wave
  bool is_open(const std::string& wave) const {
    const auto found = planned.find(wave);
    return found == planned.end() || !found->second.closed;
  }
  std::vector<Versioned> checklists;   // the newest version of each
  std::vector<Investigator> investigators;
  std::vector<std::string> regions() const;  // in the order of the alphabet
  std::size_t sites_in(const std::set<std::string, std::less<>>& regions) const;  // empty: all
};

// What a plan would make, or has made.
struct PlanMade {
  struct Left {
    SiteDoc site;
    std::string from, to;
    std::vector<PlanChoices::Named> why;  // whom, and the reason in words
  };
  std::string wave;
  std::int64_t already = 0;
  std::vector<ListedMission> missions;
  std::vector<Left> unassigned;
};

struct PlanForm {
  std::string wave;                    // empty: a new one
  std::string title_fr, title_en;      // of the new one
  std::string checklist;
  std::string contact_mode = "visit";
  std::set<std::string, std::less<>> regions;  // empty: all sites
  bool to_targets = false;             // instead of per_site: what the wave still wants
  std::string per_site = "1", days = "1";
  std::string from, to;                // "2026-12-01"
  bool open = true;
  std::set<std::string, std::less<>> people;
  std::string fee, expenses;           // euros, as typed
  std::string skills;                  // with commas
  std::string scenario_fr, scenario_en;
  bool live_score = true, discreet = false;

  bool begun = false;                  // its first values were put in
  std::set<std::string, std::less<>> missing;  // fields that must be mended before it is sent
  bool busy = false;
  std::optional<Refusal> refusal;
  std::optional<PlanMade> preview;     // of exactly these fields
};

struct Cancelling {
  std::string mission, reason;
  bool reason_missing = false, busy = false;
  std::optional<Refusal> refusal;
};

// Of the skills that a plan asks for, those that this person does not have.
std::vector<std::string> missing_skills(const PlanChoices::Investigator& person, const PlanForm& form);

// "25,5" -> 2550; none when it is no amount of whole cents.
std::optional<std::int64_t> cents_of(std::string_view typed);
// An id that no wave has, of a title: "Hiver 2027" -> "w-hiver-2027".
std::string wave_id_of(std::string_view title, const std::vector<Wave>& taken);

}  // namespace constat::app

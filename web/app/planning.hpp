// Missions on the server: those open to claim, and a programme's as a manager plans them.
#pragma once

#include <cstdint>
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
  std::string investigator;  // name; empty while it is open
  std::string cancel_reason;
  bool claimed = false;      // its investigator took it
  bool discreet = false;
  SiteDoc site;
  LocalizedText checklist_title, scenario;
  std::optional<std::int64_t> fee, expenses_cap;  // euro cents
  bool is_closed() const { return status == "done" || status == "cancelled"; }
};

struct MissionBoard {
  std::vector<ListedMission> missions;
  std::int64_t count = 0;  // of all that fit; the list may be shorter
  std::int64_t claims_held = 0, claims_limit = 0;  // an investigator's
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
  struct Versioned {
    std::string id;
    std::int64_t version = 1;
    LocalizedText title;
  };
  std::vector<SiteDoc> sites;
  std::vector<Wave> waves;             // the oldest first
  std::vector<Versioned> checklists;   // the newest version of each
  std::vector<Named> investigators;
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
  std::string per_site = "1", days = "1";
  std::string from, to;                // "2026-12-01"
  bool open = true;
  std::set<std::string, std::less<>> people;
  std::string fee, expenses;           // euros, as typed
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

// "25,5" -> 2550; none when it is no amount of whole cents.
std::optional<std::int64_t> cents_of(std::string_view typed);
// An id that no wave has, of a title: "Hiver 2027" -> "w-hiver-2027".
std::string wave_id_of(std::string_view title, const std::vector<Wave>& taken);

}  // namespace constat::app

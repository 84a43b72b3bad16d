// What the store lists: missions to do and visits made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/sync/score_summary.hpp"

namespace constat::app {

struct SiteDoc {
  std::string id, name, city, region, address;
  std::string opening_hours = {};  // JSON; empty: not known
};

struct Mission {
  std::string id, site, wave, contact_mode, window_from, window_to, status;
  LocalizedText scenario, persona;
  LocalizedText checklist_title;
  SiteDoc site_doc;
  bool live_score = false;
  bool discreet = false;         // must be begun in discreet mode
  bool checklist_ready = false;
  std::optional<std::int64_t> fee, expenses_cap;  // euro cents
  std::string cancel_reason;
  std::vector<std::string> skills;  // that it takes
  std::string draft;             // visit id; empty: not started
};

struct MissionList {
  std::vector<Mission> missions;
  std::optional<std::int64_t> last_pull;  // unix ms
  const Mission* find(const std::string& id) const {
    for (const Mission& mission : missions)
      if (mission.id == id) return &mission;
    return nullptr;
  }
};

// A reviewer's word as the investigator reads it.
struct ReviewerSays {
  std::string type, at, text;
  std::vector<std::string> items;
};

struct VisitSummary {
  std::string id;
  SiteDoc site_doc;
  LocalizedText checklist_title;
  std::string started_at, ended_at;  // RFC 3339
  std::string state;                 // draft, saved, received, parked, handed_over
  bool safe = false;                 // copied off the server's machine
  std::int64_t photos = 0, photos_sent = 0;
  std::string review;                // approved, returned, ...; may be empty
  std::optional<ReviewerSays> says;  // what the reviewer said to it
  bool can_reopen = false;           // returned, and its answers are on this phone
  std::string received_at;           // of the receipt; may be empty
  std::string quarantined;           // reason; may be empty
  std::string problem;               // code, of parked ones
  std::optional<ScoreSummary> score;
};

struct VisitList {
  std::vector<VisitSummary> visits;
  const VisitSummary* find(const std::string& id) const {
    for (const VisitSummary& visit : visits)
      if (visit.id == id) return &visit;
    return nullptr;
  }
};

}  // namespace constat::app

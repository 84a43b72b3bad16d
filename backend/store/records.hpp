// What the server keeps, as plain values. Every record belongs to one organisation: the repository that gives it says which.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backend/store/programme_records.hpp"
#include "shared/base/fixed.hpp"
#include "shared/base/ids.hpp"

namespace constat::server {

using OrganisationId = Id<struct OrganisationTag>;

// Stored as text; the spelling is part of the database and of the protocol.
enum class Role : std::uint8_t { investigator, reviewer, manager, site_manager, administrator, client };
std::string_view to_string(Role role);
std::optional<Role> role_of(std::string_view text);

struct Organisation {
  OrganisationId id;
  std::string name;
  bool demo = false;
  std::string epoch;        // new after a restore from a backup
  std::string index_rules;  // JSON of constat.index/1; empty: the defaults
  bool review_required = false;  // a visit counts once a reviewer approved it, not already when it is received
  std::int64_t retention_months = 0;  // visits older than that no longer say who made them; 0: never
  std::int64_t second_share = 0;      // of 100 reviewed visits, so many are looked at by a second person (backend/review/second_look.hpp)
  // Waves whose programme says itself whether a review is required; read with the organisation, kept with the programmes.
  std::vector<std::pair<WaveId, bool>> review_by_wave = {};
};

struct User {
  OrganisationId organisation;
  UserId id;
  std::string email;  // lower case, unique over all organisations
  std::string name;
  Role role = Role::investigator;
  std::string language = "fr";
  std::string password_hash;  // libsodium's argon2id text
  bool disabled = false;
  // Where an investigator works, and what a manager's view is limited to besides their own sites; empty: everywhere.
  std::vector<std::string> regions = {};
  std::vector<std::string> skills = {};  // of an investigator: tags of the organisation's own
};

struct Session {
  std::string token_hash;  // SHA-256 hex of the token in the cookie
  OrganisationId organisation;
  UserId user;
  std::int64_t created_at = 0, seen_at = 0, expires_at = 0;  // ms since 1970
  std::string device = {};  // in words, coarsely: "Chromium, Android"; empty: not known
};

struct Position {
  double latitude = 0, longitude = 0;
};

struct Site {
  SiteId id;
  std::string name, city, region;
  std::vector<std::string> tags;
  std::optional<Position> position;
  std::string address = {};  // as it stands on a letter, without the town; may be empty
  std::string opening_hours = {};  // canonical JSON of shared/review/opening_hours.hpp; empty: not known
};

struct Wave {
  WaveId id;
  std::string title;      // in French, or in the only language there is
  std::string starts_on;  // "2026-10-01"; orders the waves, the latest is the last
  std::string title_en;   // empty: the same title
  ProgrammeId programme = ProgrammeId(kFirstProgramme);
  std::string ends_on = {};          // the last day; empty: open
  bool closed = false;               // nothing more is planned in it; what is on phones still arrives
  std::int64_t visits_per_site = 0;  // the target; 0: none
  std::string exceptions = {};       // JSON: [{"site" or "tag","visits"}], the first that fits; empty: none
};

struct ChecklistRecord {
  ChecklistId id;
  std::int64_t version = 0;
  std::string hash;  // SHA-256 hex of `json`
  std::string json;  // canonical
  std::string withdrawn_at = {}, withdrawn_reason = {};  // RFC 3339; empty: it can be chosen for new missions
};

struct Mission {
  MissionId id;
  SiteId site;
  ChecklistId checklist;
  std::int64_t checklist_version = 0;
  WaveId wave;
  std::string contact_mode;
  std::string window_from, window_to;        // RFC 3339
  std::string scenario_fr, scenario_en;
  std::string status = "assigned";           // open (nobody's yet, to be claimed), assigned, done, cancelled
  bool live_score = true;
  UserId investigator;                       // empty while it is open
  bool discreet = false;                     // must be begun in discreet mode
  std::optional<std::int64_t> fee, expenses_cap;  // euro cents
  bool claimed = false;                      // its investigator took it; false: it was assigned
  std::string cancel_reason;
  std::vector<std::string> skills;           // that its investigator needs, all of them
};

// One accepted body. `main` is false for a body that lost: other bytes under a number already taken.
struct Revision {
  VisitId visit;
  std::int64_t revision = 0;
  std::string sha256;
  bool main = true;
  std::string body;
  UserId sender;
  std::string received_at, client_time;
  std::optional<std::string> quarantined;
  std::string receipt;  // the JSON that was answered, signed
  std::int64_t seq = 0;
  std::optional<std::string> decision;  // accept, reject: of a person, over a body that was set aside
  bool redacted = false;                // the body says no longer what a person wrote: `sha256` is of what was sent
};

// A visit as its newest main revision shows it.
struct VisitRecord {
  VisitId id;
  SiteId site;
  ChecklistId checklist;
  std::int64_t checklist_version = 0;
  WaveId wave;
  UserId investigator;
  MissionId mission;
  std::int64_t revision = 0;
  std::string sha256, received_at, started_at;
  std::string status = "received";  // received, quarantined, returned, approved, rejected
  std::string score_status;         // complete, incomplete, invalid, not_assessable; empty: never scored
  std::optional<MicroPercent> score;
  std::string score_json;           // the summary of the receipt; empty: none
  std::string device_score_json;    // as sent; empty: none
  std::string grade;
  std::optional<bool> passed;
  bool score_differs = false;
  // The place in the order at which its last body and all photos of all its bodies were there; none: photos are missing.
  std::optional<std::int64_t> stored_seq;
};

struct SurveyRecord {
  SurveyId id;
  std::string json;
};

struct StoredResponse {
  std::string file_hash;
  std::int64_t row = 0;  // data row in that file
  std::string id, site, wave, date;
  double weight = 1;
  std::string values;  // JSON array parallel to the survey's questions
  std::string texts;   // JSON array
};

// What a phone must hear of: the kind and id of a document, at its place in the organisation's order.
struct FeedEntry {
  std::int64_t seq = 0;
  std::string type, id;  // site, checklist ("id@version"), mission, visit
};

// Feed entries whose document their audience may no longer see, found among a bounded number of entries.
struct RemovalScan {
  std::vector<std::int64_t> seqs;
  std::int64_t next = 0;  // where the next scan goes on
  bool more = false;
};

}  // namespace constat::server

// Checklists that an organisation has published, and one that is looked at before it is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/json.hpp"
#include "shared/checklist/checklist.hpp"
#include "shared/text/text.hpp"
#include "web/app/documents.hpp"
#include "web/app/loadable.hpp"
#include "web/app/planning.hpp"

namespace constat::app {

struct ChecklistShelf {
  struct Version {
    std::int64_t version = 0, items = 0, sections = 0, visits = 0;
    std::string withdrawn_at;       // RFC 3339; empty: it can be chosen
  };
  struct Kept {
    std::string id;
    LocalizedText title;
    std::vector<Version> versions;  // newest first
  };
  std::vector<Kept> checklists;
};

// One thing that the linter says, and the answers of a visit that show it.
struct LintFinding {
  std::string severity;  // error, warning, note
  std::string message, place;
  std::vector<std::pair<std::string, std::string>> example;  // a question, its answer
};

struct SectionTotal {
  LocalizedText title;
  std::string weight;       // "25,5 %": its share of the score at its best
  std::string most;         // points
  std::int64_t items = 0;
};

struct PublishedChecklist {
  std::string id, sha256;
  std::string state;                   // new, same (published), taken (that version has another content)
  std::int64_t version = 0, newest = 0;  // newest: published version, 0 for none
  Json document;                       // as it is, to be published
  std::optional<Checklist> checklist;
  Json findings;                       // of the linter; in words: findings_of
  std::string withdrawn_at, withdrawn_reason;  // empty: it can be chosen
};

// Missions that would go on with a version that is withdrawn, and the word for it.
struct OpenMissions {
  std::vector<ListedMission> missions;  // the first of them
  std::int64_t count = 0;
};
struct ChecklistWithdrawal {
  Loadable<OpenMissions> open;
  std::string reason;
  bool reason_missing = false, busy = false;
  std::optional<Refusal> refusal;
};

struct ChecklistChanges {
  LocalizedText title;
  std::int64_t from = 0, to = 0;
  bool from_withdrawn = false, to_withdrawn = false;
  struct Change {
    std::string kind;     // added, removed, changed
    std::string place;    // the question or section in words
    std::vector<std::string> what;
  };
  std::vector<Change> changes;
};

struct ChecklistUpload {
  std::string name;            // of the file
  bool busy = false;
  std::optional<Failure> failure;                 // of reading the file, or of the server
  std::vector<std::pair<std::string, std::string>> problems;  // path and what is wrong
  std::optional<PublishedChecklist> checked;
  std::optional<Refusal> refusal;                 // of publishing
};

std::vector<LintFinding> findings_of(const PublishedChecklist& published, Language language);
std::vector<SectionTotal> totals_of(const Checklist& checklist, Language language);

ChecklistShelf read_checklist_shelf(const Json& body);
PublishedChecklist read_published_checklist(const Json& body);
ChecklistChanges read_checklist_changes(const Json& body);
OpenMissions read_open_missions(const Json& body);

}  // namespace constat::app

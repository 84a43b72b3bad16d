// Visits that the server keeps aside until a person decides, and texts that phones could not deliver as visits.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/scoring/score.hpp"
#include "shared/visit/visit.hpp"
#include "web/app/documents.hpp"
#include "web/app/loadable.hpp"

namespace constat::app {

struct SetAsideVisit {
  std::string id, sha256, reason, received_at, investigator, conflicts_with;
  std::int64_t revision = 1;
  SiteDoc site;
  LocalizedText checklist_title;
  std::optional<ScoreSummary> score;
  std::u32string words;  // without case or accents: what a search looks into
};

struct ParkedText {
  std::string sha256, sender, received_at, visit, problem, note;
  std::int64_t revision = 1, bytes = 0;
  std::u32string words;
};

struct Quarantine {
  std::vector<SetAsideVisit> visits;
  std::vector<ParkedText> parked;
  std::size_t size() const { return visits.size() + parked.size(); }
  const SetAsideVisit* visit(std::string_view sha256) const;
  const ParkedText* text(std::string_view sha256) const;
};

// One body of a visit as it came.
struct VisitBody {
  std::string sha256, received_at, sender;
  std::int64_t revision = 1;
  std::optional<Visit> visit;
  std::optional<ScoreSummary> score;  // the phone's
  std::optional<VisitScore> trace;    // this module's, when visit and checklist are there
};

struct VisitEvent {
  std::string id, type, decision, reason, author, at;
  std::int64_t revision = 0;
  // Of appeals and of the decisions over them.
  std::string item, appeal;
  std::vector<std::string> photos;  // of an appeal: hashes
  std::string verdict;              // of a second look
  bool accepted = false;
  bool is_of_appeal() const { return type == "appeal" || type == "appeal_decision"; }
  std::optional<MicroPercent> before, after;  // the official score, where an answer was corrected
};

struct VisitEvents {
  std::vector<VisitEvent> events;
};

// An answer that two bodies of one visit give differently. Either may be absent.
struct Difference {
  ItemRef ref;
  const Answer* kept = nullptr;   // of the body that counts now
  const Answer* other = nullptr;  // of the body that is set aside
};
// In reading order; items of neither are left out. The checklist is the visit's.
std::vector<Difference> differences(const Checklist& checklist, const Visit& kept, const Visit& other);

struct DecisionForm {
  std::string about;        // sha256 of what is decided
  std::string id;           // of the event: the same for every try, so that it counts once
  std::string reason;
  bool reason_missing = false;
  bool busy = false;
  std::optional<Failure> failure;
  std::vector<std::string> problems;  // why an accepted text is no visit, in words
};

// What was decided last, told on the list.
struct Decided {
  std::string visit;        // empty for a text
  bool accepted = false;
};

}  // namespace constat::app

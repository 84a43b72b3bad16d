// What a site contests of a visit, and the decision over it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/sync/photo_facts.hpp"
#include "web/app/documents.hpp"
#include "web/app/loadable.hpp"
#include "web/app/quarantine.hpp"

namespace constat::app {

// An answer that a site contests, with the decision once there is one.
struct ContestedAnswer {
  std::string id;    // of the event
  std::string item;
  VisitEvent appeal;
  std::optional<VisitEvent> decision;
};

// Oldest first.
std::vector<ContestedAnswer> contested_answers(const VisitEvents& events);

// A site's appeal that waits, in the list of those who review.
struct OpenAppeal {
  std::string visit, author, at, text;
  SiteDoc site;
  LocalizedText checklist_title;
};

inline constexpr std::size_t kMostAppealPhotos = 3;  // as the server has it (docs/protocol.md)

struct AppealForm {
  std::string visit, sha256, item;
  std::int64_t revision = 1;
  std::string id;    // of the event: the same for every try, so that it counts once
  std::string text;
  std::vector<PhotoFacts> photos;  // on this device, at most kMostAppealPhotos
  int preparing = 0;               // photos that are being made smaller
  bool taken = false;              // the server has it, but not all of its photos
  bool text_missing = false, busy = false;
  std::optional<Failure> failure;
};

struct AppealDecisionForm {
  std::string visit, sha256, item, appeal;
  std::int64_t revision = 1;
  std::string id, text;
  std::optional<bool> accepted;
  std::optional<std::size_t> answer;  // of possible_corrections
  bool text_missing = false, verdict_missing = false, answer_missing = false, busy = false;
  std::optional<Failure> failure;
};

// What an answer can be corrected to on a page: choices, places of a scale, and "not applicable" where it is allowed. Empty
// for what is written freely: there an appeal is decided in words.
std::vector<AnswerValue> possible_corrections(const Item& item);

}  // namespace constat::app

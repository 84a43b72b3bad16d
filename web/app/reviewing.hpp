// What waits for a reviewer, and the word that is being said about one visit.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/sync/review_step.hpp"
#include "shared/sync/score_summary.hpp"
#include "web/app/appeals.hpp"
#include "web/app/documents.hpp"
#include "web/app/loadable.hpp"

namespace constat::app {

// Why a visit should be looked at first, in the server's words.
struct LookTwice {
  std::string code;
  LocalizedText title, meaning, fact;
  std::string other_visit;  // the visit that it is held against; "" for most reasons
};

struct WaitingVisit {
  std::string id, sha256, investigator, started_at, received_at, score_status;
  std::int64_t revision = 1, photos_missing = 0;
  std::int64_t returned = 0;  // how often it was sent back before
  SiteDoc site;
  LocalizedText checklist_title;
  std::optional<MicroPercent> score;
  bool is_incomplete() const { return score_status == "incomplete"; }
  std::vector<LookTwice> reasons;    // what weighs most first
};

inline constexpr std::int64_t kReviewPage = 50;

struct ReviewQueue {
  std::vector<WaitingVisit> visits;
  std::int64_t count = 0;  // that fit the search; the list is one page of them
  std::int64_t waiting = 0, with_investigators = 0;
  std::int64_t pages() const { return count == 0 ? 1 : (count + kReviewPage - 1) / kReviewPage; }
  std::vector<OpenAppeal> appeals;    // the oldest of those that fit the search
  std::int64_t appeals_count = 0;     // that fit the search
  std::int64_t appeals_waiting = 0;
  std::int64_t to_do() const { return waiting + appeals_waiting; }
  const WaitingVisit* find(std::string_view id) const {
    for (const WaitingVisit& visit : visits)
      if (visit.id == id) return &visit;
    return nullptr;
  }
  // The one to look at after that one; none when it was the last.
  const WaitingVisit* after(std::string_view id) const;
};

struct ReviewForm {
  ReviewStep step = ReviewStep::comment;
  std::string visit, sha256;         // what it is about
  std::int64_t revision = 1;
  std::string id;                    // of the event: the same for every try, so that it counts once
  std::string text;
  std::set<std::string, std::less<>> items;  // returned: the questions to answer again
  bool text_missing = false, busy = false;
  std::optional<Failure> failure;
};

// What was said last, told on the next page.
struct Reviewed {
  std::string visit;
  ReviewStep step = ReviewStep::comment;
};

}  // namespace constat::app

// Visits of the sample that a second person looks at, and how far two reviewers agree.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.hpp"
#include "shared/sync/review_step.hpp"
#include "web/app/documents.hpp"
#include "web/app/insight.hpp"
#include "web/app/loadable.hpp"

namespace constat::app {

// In the order of the agreement table.
inline constexpr std::array<ReviewStep, 3> kLookVerdicts = {ReviewStep::approved, ReviewStep::returned, ReviewStep::rejected};

struct LookedVisit {
  std::string id, sha256, investigator, started_at;
  std::int64_t revision = 1;
  SiteDoc site;
  LocalizedText checklist_title;
};

struct LookWord {
  std::string verdict, text, author, at;
};

// Two reviewers said different things of one visit.
struct LooksApart {
  std::string visit, started_at;
  SiteDoc site;
  LookWord first, second;
};

inline constexpr std::int64_t kLooksPage = 50;  // as the server makes them

struct SecondLooks {
  struct Coefficient {
    double value = 0;
    Span interval;
  };
  std::int64_t share = 0;  // of 100 visits
  std::vector<LookedVisit> waiting;  // one page of those that fit the search
  std::int64_t count = 0;            // that fit the search
  std::int64_t waiting_in_all = 0;
  std::int64_t with_others = 0;  // that only somebody else may look at
  std::int64_t units = 0, same = 0;
  std::array<std::array<std::int64_t, 3>, 3> counts{};  // [first][second]
  std::optional<Coefficient> kappa, alpha;
  std::vector<LooksApart> apart;
  std::int64_t apart_in_all = 0;
  std::int64_t pages() const { return count == 0 ? 1 : (count + kLooksPage - 1) / kLooksPage; }
  const LookedVisit* find(std::string_view id) const;
};

SecondLooks read_second_looks(const Json& body);

struct LookForm {
  std::string visit, sha256;
  std::int64_t revision = 1;
  std::string id;  // of the event: the same for every try, so that it counts once
  std::optional<std::size_t> verdict;  // of kLookVerdicts
  std::string text;
  bool verdict_missing = false, text_missing = false, busy = false;
  std::optional<Failure> failure;
};

struct ShareForm {
  std::optional<std::string> typed;  // none: the share that is in force
  bool wrong = false, busy = false, saved = false;
  std::optional<Failure> failure;
};

struct SecondLookState {
  Loadable<SecondLooks> all;
  LookForm form;
  ShareForm share;
  std::string said_of;  // the visit that was looked at last, told on the list
};

}  // namespace constat::app

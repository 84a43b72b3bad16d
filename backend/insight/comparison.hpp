// Sites side by side, as managers see them. The store filters, the core computes; answers are kept until the
// organisation changes.
//
// Official visits are those that count (backend/store/official.hpp). A response without a wave counts in every wave.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backend/auth/sessions.hpp"
#include "backend/insight/kept_answers.hpp"
#include "backend/insight/kept_visit_sums.hpp"
#include "backend/insight/scope.hpp"
#include "backend/platform/clock.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

class Insight {
 public:
  Insight(Store& store, Clock clock) : store_(store), clock_(std::move(clock)) {}

  // `wave`: an id, "all", or empty for the latest. None: no such wave (or site).
  // `region`, `tag`: of these sites only, as if there were no others; empty: of all.
  std::optional<std::string> comparison(const SignedIn& who, std::string_view wave, const std::string& region = {}, const std::string& tag = {});
  std::optional<std::string> site_summary(const SignedIn& who, const SiteId& site, std::string_view wave);

  // What other pages are made of is kept here too.
  KeptAnswers& kept() { return kept_; }
  KeptVisitSums& visit_sums() { return visit_sums_; }
  Store& store() { return store_; }

 private:
  std::string computed(Reader& reader, const SignedIn& who, const Scope& scope);

  Store& store_;
  Clock clock_;
  KeptAnswers kept_;
  KeptVisitSums visit_sums_;
};

}  // namespace constat::server

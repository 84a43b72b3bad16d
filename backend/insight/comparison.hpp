// Sites side by side, as managers see them. The store filters, the core computes; answers are kept until the
// organisation changes.
//
// Official visits are those that count (backend/insight/official.hpp). A response without a wave counts in every wave.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "backend/auth/sessions.hpp"
#include "backend/platform/clock.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

class Insight {
 public:
  Insight(Store& store, Clock clock) : store_(store), clock_(std::move(clock)) {}

  // `wave`: an id, "all", or empty for the latest. None: no such wave (or site).
  std::optional<std::string> comparison(const SignedIn& who, std::string_view wave);
  std::optional<std::string> site_summary(const SignedIn& who, const SiteId& site, std::string_view wave);

 private:
  struct Entry {
    std::int64_t seq = 0;
    std::string json;
  };
  std::string computed(Reader& reader, const std::string& wave);

  Store& store_;
  Clock clock_;
  std::mutex mutex_;
  std::map<std::string, Entry, std::less<>> kept_;  // "organisation\nwave"
};

}  // namespace constat::server

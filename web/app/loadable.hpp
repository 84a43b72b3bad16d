// Something that the store or the server was asked for: not yet asked, on its way, there, or refused with a reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace constat::app {

// A failure as the store told it: a catalogue key "error.<code>" or, from the server, a sentence in the user's language.
struct Failure {
  std::string code;
  std::vector<std::string> args;
  std::string detail;  // the server's own words; may be empty
};

// The thing asked for is not on this phone (or, from the server, does not exist): another try would not help.
inline bool is_absent(const Failure& failure) {
  return failure.code == "unknown-visit" || failure.code == "visit-not-on-phone" || failure.code == "not-found";
}

template <class T>
struct Loadable {
  std::optional<T> value;          // the last good one stays while a newer one loads
  bool loading = false;
  std::optional<Failure> failure;  // of the last attempt
  std::int64_t fetched_at = 0;     // unix ms
  bool stale = false;              // an older copy, shown because the network is away

  bool idle() const { return !value && !loading && !failure; }
};

}  // namespace constat::app

// What this phone still holds, and how to get it off when the network does not: the queue, items set aside, rescue copies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/loadable.hpp"

namespace constat::app {

struct QueuedVisit {
  std::string id;
  std::string state;    // draft, saved, received, parked, handed_over
  std::string problem;  // code, of parked ones
  std::int64_t photos = 0, photos_sent = 0, bytes = 0, bytes_sent = 0;
};

struct Queue {
  std::vector<QueuedVisit> visits;
  std::optional<bool> safe_target;  // whether the server has ever been copied off its machine; none: not known here
  const QueuedVisit* find(std::string_view id) const {
    for (const QueuedVisit& visit : visits)
      if (visit.id == id) return &visit;
    return nullptr;
  }
};

enum class Strength : std::uint8_t { too_short, weak, fair, strong };

inline constexpr std::size_t kLeastPassphrase = 12;  // characters, not bytes

// From length and variety alone: it warns of the worst and promises nothing.
Strength strength_of(std::string_view passphrase);

struct RescueSaved {
  std::string name;
  std::int64_t visits = 0, photos = 0, missing = 0, bytes = 0;
};

struct RescueRead {
  std::int64_t visits = 0, known = 0, unreadable = 0, photos = 0;
};

struct RescueForm {
  bool open = false;                // the card shows its fields
  std::string passphrase, again;
  bool all = false;                 // with what is already safe
  std::string wrong;                // "short", "differs": what keeps it from being made
  bool busy = false;
  std::optional<Failure> failure;
  std::optional<RescueSaved> saved;
};

struct RescueReadForm {
  bool open = false;
  std::string passphrase;
  bool missing = false;             // the passphrase was left empty
  bool busy = false;
  std::optional<Failure> failure;
  std::optional<RescueRead> read;
};

}  // namespace constat::app

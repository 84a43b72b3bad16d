// What is known of a visit besides its answers. Facts that are absent give no reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/fixed.hpp"
#include "shared/checklist/checklist.hpp"
#include "shared/review/geography.hpp"
#include "shared/review/opening_hours.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

// Where the investigator was: decides what overlapping and travelling mean.
enum class Presence : std::uint8_t {
  on_site,      // stood there
  on_the_line,  // spoke with someone, from anywhere
  in_writing    // e-mail or chat: runs for hours beside other work
};

// "phone" and "telephone" are calls; "chat", "email", "e-mail", "mail", "form" and "social" are in writing; the rest is on site.
Presence presence_of(std::string_view contact_mode);

// Both clocks read at the same moment, as far as the network lets one.
struct ClockFacts {
  std::int64_t phone_ms = 0, server_ms = 0;  // milliseconds since 1970
  std::int64_t bound_ms = 5 * 60'000;        // what the network and a badly set clock may explain
};

// "No score" is a score too: two of them agree.
struct ScoreFacts {
  std::optional<MicroPercent> phone, server;
};

struct PhotoTrace {
  std::string sha256;                   // 64 hexadecimal digits
  std::optional<std::uint64_t> dhash;   // difference hash (dHash, 8 x 8 brightness gradients)
  std::optional<bool> has_metadata;     // EXIF, XMP or the like in the bytes that arrived
};

struct VisitFacts {
  const Visit* visit = nullptr;           // never null; owned by the caller
  const Checklist* checklist = nullptr;   // null: not known
  Presence presence = Presence::on_site;
  std::optional<GeoPoint> site_position;
  const OpeningHours* opening_hours = nullptr;  // null: not known
  std::optional<ClockFacts> clock;
  std::optional<ScoreFacts> scores;       // none: the phone sent no score
  std::vector<PhotoTrace> photos;
};

// Milliseconds since 1970; none while it is open or where the text is no timestamp.
std::optional<std::int64_t> started_at_ms(const Visit& visit);
std::optional<std::int64_t> ended_at_ms(const Visit& visit);

// "0123456789abcdef" -> bits; none unless it is 16 hexadecimal digits.
std::optional<std::uint64_t> dhash_of(std::string_view hexadecimal);

}  // namespace constat

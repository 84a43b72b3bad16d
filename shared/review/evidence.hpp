// Evidence reasons: what about a visit a reviewer should look at first, each with the facts behind it. They order a queue;
// they never touch a score and they accuse nobody.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/json_reader.hpp"
#include "shared/base/result.hpp"

namespace constat {

enum class EvidenceCode : std::uint8_t {
  straight_lining,         // nearly the same place ticked throughout
  too_fast,                // far shorter than other visits with this checklist
  ends_before_start,       // the clock went backwards during the visit
  overlapping_visits,      // two visits of one investigator at the same time
  implausible_speed,       // no way to get from one site to the other in time
  far_from_site,           // the location answer is not at the site
  outside_opening_hours,   // nobody could have been served
  clock_moved,             // the phone's clock and the server's disagree
  same_photo,              // the very file stands in another visit
  similar_photo,           // a photo of another visit looks the same
  repeated_comment,        // a comment of another visit says nearly the same
  score_differs,           // phone and server computed different scores
  photo_metadata           // the photo did not come through Constat's camera, which strips them
};
inline constexpr std::size_t kEvidenceCodes = 13;

std::string_view to_string(EvidenceCode code);  // "straight-lining"
std::optional<EvidenceCode> evidence_code(std::string_view text);

// One figure or name, its unit in the name: {"distance_metres", 1250}, {"photo", "ab12..."}.
struct EvidenceFact {
  std::string name;
  std::string text;        // of a name; empty for a figure
  double number = 0;
  bool is_number = false;

  static EvidenceFact of(std::string_view name, double number) { return {std::string(name), {}, number, true}; }
  static EvidenceFact of(std::string_view name, std::string text) { return {std::string(name), std::move(text), 0, false}; }
  friend bool operator==(const EvidenceFact& a, const EvidenceFact& b) {
    return a.name == b.name && a.text == b.text && a.number == b.number && a.is_number == b.is_number;
  }
};

struct EvidenceReason {
  EvidenceCode code = EvidenceCode::straight_lining;
  double strength = 0;  // 0.5 at the threshold, 1 where the fact leaves nothing to explain; (0, 1]
  std::vector<EvidenceFact> facts;

  const EvidenceFact* find(std::string_view name) const;
  double number(std::string_view name) const;            // 0 if absent
  std::string_view text(std::string_view name) const;    // "" if absent
  friend bool operator==(const EvidenceReason& a, const EvidenceReason& b) {
    return a.code == b.code && a.strength == b.strength && a.facts == b.facts;
  }
};

// 0.5 at `threshold`, 1 at `certain` and beyond, straight between them; either may be the larger.
double strength_between(double value, double threshold, double certain);

// How much each code weighs in the queue, in the order of the enum; docs/evidence.md says why.
inline constexpr std::array<double, kEvidenceCodes> kEvidenceWeights = {0.5, 0.6, 0.9, 0.8, 0.8, 0.7, 0.5, 0.6, 0.9, 0.7, 0.7, 0.9, 0.3};

// 100 (1 - product over the codes of (1 - weight * strength)), of each code its strongest reason: 0 without reasons, below
// 100, the same in any order of reasons; one more reason never lowers it.
double evidence_index(const std::vector<EvidenceReason>& reasons);

struct QueueEntry {
  std::string visit;
  double index = 0;
  std::int64_t waiting_since = 0;  // milliseconds since 1970
};

// Highest index first; then who waits longest; then by id, so that the order is the same everywhere.
bool comes_before(const QueueEntry& a, const QueueEntry& b);
void order_queue(std::vector<QueueEntry>& queue);

// {"code": "too-fast", "strength": 0.81, "facts": {"seconds": 61, "median_seconds": 1500}}; facts keep their order.
Json evidence_json(const EvidenceReason& reason);
EvidenceReason read_evidence(const Json& json, const std::string& path, Problems& problems);

}  // namespace constat

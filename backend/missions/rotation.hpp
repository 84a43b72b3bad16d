// Who may make a visit, by where that person has been: a face that a site knows is no mystery any more, and nobody is in
// two far places on one day. Pure: facts come in, no clock and no store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/review/geography.hpp"

namespace constat::server {

struct RotationRules {
  int months = 3;              // between two visits of one person at one site
  double far_metres = 150'000;  // sites further apart than this are not for one day
};

// A person at a site on one of these days: a visit that was made (one day), or a mission's window.
struct Stay {
  std::string mission, visit;  // what it is; `visit` is empty while it is only planned
  std::string site;
  std::optional<GeoPoint> position;
  std::int64_t first_day = 0, last_day = 0;  // since 1970, where the site is
};

enum class RotationRule : std::uint8_t { same_site, far_sites };

struct RotationRefusal {
  RotationRule rule = RotationRule::same_site;
  Stay other;               // that it collides with
  double metres = 0;        // between the two, of far_sites
};

// The same day of the month `months` later; the last day of a shorter month.
std::int64_t months_later(std::int64_t day, int months);

// Why this person may not take `wanted`, having `others`; none: nothing is against it.
// same_site: somewhere in the two windows lie days less than `months` apart. far_sites: both can only be on one and the
// same day; sites without a position are never far. The refusal names the collision with the latest other stay.
std::optional<RotationRefusal> rotation_refusal(const RotationRules& rules, const Stay& wanted, const std::vector<Stay>& others);

}  // namespace constat::server

// Runs a property over many random visits. A failure names the seed, which alone rebuilds the checklist and the visit.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include <catch_amalgamated.hpp>

#include "shared/base/rng.hpp"
#include "shared/scoring/score.hpp"
#include "tests/support/random_checklist.hpp"

namespace constat::test {

// Visits per property. The twelve properties of properties_test.cpp together see more than 100 000.
inline std::uint64_t property_visits() {
  const char* wanted = std::getenv("CONSTAT_PROPERTY_VISITS");
  return wanted == nullptr ? 10'000 : std::strtoull(wanted, nullptr, 10);
}

inline constexpr std::uint64_t kVisitsPerChecklist = 10;

// `property(rng, checklist, visit)` returns what is wrong, or "" when it holds.
template <class Property>
void for_random_visits(const RandomShape& shape, std::uint64_t first_seed, Property property) {
  const std::uint64_t rounds = (property_visits() + kVisitsPerChecklist - 1) / kVisitsPerChecklist;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    const std::uint64_t seed = first_seed + round;
    Rng rng(seed);
    const Checklist checklist = random_checklist(rng, shape);
    for (std::uint64_t i = 0; i < kVisitsPerChecklist; ++i) {
      const Visit visit = random_visit(rng, checklist);
      const std::string wrong = property(rng, checklist, visit);
      if (wrong.empty()) continue;
      INFO("seed " << seed << ", visit " << i << ": " << wrong);
      INFO(write_visit(visit));
      INFO(write_score(checklist, visit, score_visit(checklist, visit), true));
      FAIL();
    }
  }
  SUCCEED(rounds * kVisitsPerChecklist << " visits");
}

inline std::string shown(const std::optional<MicroPercent>& score) { return score ? to_string(*score) : "none"; }

// "" when both scores have the same numbers and the same verdict; sections and trace aside.
inline std::string difference(const VisitScore& a, const VisitScore& b) {
  if (a.status != b.status) return "status differs";
  if (a.score != b.score) return "score " + shown(a.score) + " and " + shown(b.score);
  if (a.uncapped != b.uncapped) return "uncapped " + shown(a.uncapped) + " and " + shown(b.uncapped);
  if (a.grade != b.grade) return "grade differs";
  if (a.passed != b.passed) return "passed differs";
  if (a.bounds.has_value() != b.bounds.has_value()) return "bounds of one only";
  if (a.bounds && (a.bounds->low != b.bounds->low || a.bounds->high != b.bounds->high)) return "bounds differ";
  return "";
}

}  // namespace constat::test

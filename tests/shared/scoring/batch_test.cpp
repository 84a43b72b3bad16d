#include "shared/scoring/batch.hpp"

#include "tests/shared/scoring/property_run.hpp"
#include "tests/support/long_scale.hpp"
#include "tests/support/reweighted.hpp"

namespace constat::test {
namespace {

// "" when visit `at` of the batch has the same figures as the reference scorer gives it.
std::string batch_difference(const BatchScores& batch, std::size_t at, const Checklist& rules, const VisitScore& expected) {
  if (batch.status[at] != expected.status) return "status";
  if (batch.earned[at] != expected.earned || batch.possible[at] != expected.possible) return "E or B";
  if (batch.score[at] != expected.score) return "score " + shown(batch.score[at]) + ", not " + shown(expected.score);
  if (batch.uncapped[at] != expected.uncapped) return "uncapped";
  if (batch.passed[at] != expected.passed) return "passed";
  if (batch.grade[at].has_value() != expected.grade.has_value()) return "grade of one only";
  return batch.grade[at] && rules.scoring.grades[*batch.grade[at]].id != *expected.grade ? "grade" : "";
}

}  // namespace

TEST_CASE("the batch scorer gives the same integers as the reference scorer, under any weights") {
  const std::uint64_t rounds = property_visits() / 20;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    const std::uint64_t seed = 12'000'000 + round;
    Rng rng(seed);
    const Checklist checklist = random_checklist(rng, {});
    const Checklist other = reweighted(rng, checklist);
    VisitBatch batch(checklist);
    std::vector<Visit> visits;
    for (int i = 0; i < 20; ++i) {
      visits.push_back(random_visit(rng, checklist));
      if (rng.chance(3)) visits.back().answers["nobody"].value = TextValue("invalid");
      batch.add(visits.back());
    }
    const BatchScores own = score_batch(batch, checklist), moved = score_batch(batch, other);
    for (std::size_t i = 0; i < visits.size(); ++i) {
      const std::string wrong = batch_difference(own, i, checklist, score_visit(checklist, visits[i])) +
                                batch_difference(moved, i, other, score_visit(other, visits[i]));
      if (wrong.empty()) continue;
      INFO("seed " << seed << ", visit " << i << ": " << wrong);
      INFO(write_visit(visits[i]));
      FAIL();
    }
  }
  SUCCEED(rounds * 20 << " visits");
}

TEST_CASE("an item that meets more than 254 different answers goes on in a further column") {
  const Checklist checklist = with_one_long_scale();
  VisitBatch batch(checklist);
  std::vector<Visit> visits;
  for (int value = 0; value <= 1000; ++value) {
    visits.push_back(placed(value));
    batch.add(visits.back());
  }
  const BatchScores scores = score_batch(batch, checklist);
  for (std::size_t value = 0; value <= 1000; ++value) {
    REQUIRE(batch_difference(scores, value, checklist, score_visit(checklist, visits[value])).empty());
    REQUIRE(scores.score[value]->value == static_cast<std::int64_t>(value) * 100'000);
  }
}

}  // namespace constat::test

#include "shared/rescoring/batch_bytes.hpp"

#include "shared/rescoring/fast_scores.hpp"
#include "tests/shared/scoring/property_run.hpp"
#include "tests/support/reweighted.hpp"

namespace constat::test {
namespace {

VisitBatch some_batch(Rng& rng, const Checklist& checklist, int visits) {
  VisitBatch batch(checklist);
  for (int i = 0; i < visits; ++i) {
    Visit visit = random_visit(rng, checklist);
    if (rng.chance(5)) visit.answers["nobody"].value = TextValue("invalid");
    batch.add(visit);
  }
  return batch;
}

}  // namespace

TEST_CASE("a batch that was written and read scores the same under any weights") {
  for (std::uint64_t round = 0; round < 60; ++round) {
    Rng rng(14'000'000 + round);
    const Checklist checklist = random_checklist(rng, {});
    const VisitBatch batch = some_batch(rng, checklist, static_cast<int>(rng.between(0, 80)));
    const std::string bytes = BatchBytes::write(batch);
    const std::optional<VisitBatch> read = BatchBytes::read(checklist, bytes);
    INFO("round " << round);
    REQUIRE(read);
    REQUIRE(BatchBytes::write(*read) == bytes);
    const Checklist other = reweighted(rng, checklist);
    const BatchScores before = score_batch(batch, other), after = score_batch(*read, other);
    REQUIRE(before.score == after.score);
    REQUIRE(before.uncapped == after.uncapped);
    REQUIRE(before.status == after.status);
    REQUIRE(before.passed == after.passed);
    REQUIRE(before.grade == after.grade);
  }
}

TEST_CASE("bytes that were cut or changed are refused or harmless") {
  Rng rng(15);
  const Checklist checklist = random_checklist(rng, {});
  const std::string bytes = BatchBytes::write(some_batch(rng, checklist, 40));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    REQUIRE_FALSE(BatchBytes::read(checklist, std::string_view(bytes).substr(0, length)));
  }
  REQUIRE_FALSE(BatchBytes::read(checklist, bytes + "x"));
  for (int round = 0; round < 3000; ++round) {
    std::string changed = bytes;
    changed[rng.below(changed.size())] = static_cast<char>(rng.below(256));
    const std::optional<VisitBatch> read = BatchBytes::read(checklist, changed);
    if (!read) continue;
    std::vector<std::int32_t> scores(read->size());
    FastScorer(*read, checklist).scores(0, read->size(), scores.data());
    for (const std::int32_t score : scores) REQUIRE((score == kNoScore || (score >= 0 && score <= 100'000'000)));
  }
}

}  // namespace constat::test

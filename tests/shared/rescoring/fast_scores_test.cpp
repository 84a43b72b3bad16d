#include "shared/rescoring/fast_scores.hpp"

#include "shared/scoring/arithmetic.hpp"
#include "tests/shared/scoring/property_run.hpp"
#include "tests/support/long_scale.hpp"
#include "tests/support/reweighted.hpp"

namespace constat::test {
namespace {

// "" when the fast scorer gives every visit of the batch the score that the batch scorer gives it, asked for all at once and
// for a few in the middle.
std::string fast_difference(const VisitBatch& batch, const Checklist& rules, const BatchScores& expected, const LookupKernels& kernels) {
  const FastScorer scorer(batch, rules, kernels);
  std::vector<std::int32_t> scores(batch.size()), some(batch.size());
  scorer.scores(0, batch.size(), scores.data());
  const std::size_t first = batch.size() / 3;
  scorer.scores(first, batch.size() - first, some.data());
  for (std::size_t v = 0; v < batch.size(); ++v) {
    const std::int64_t wanted = expected.score[v] ? expected.score[v]->value : kNoScore;
    if (scores[v] != wanted) return "fast score of " + std::to_string(v) + ": " + std::to_string(scores[v]) + ", not " + std::to_string(wanted);
    if (v >= first && some[v - first] != wanted) return "fast score of a few, " + std::to_string(v);
  }
  return "";
}

// Weights over the whole range of docs/formats.md: their products share no divisor worth having, so that sums need several
// words, or more than doubles hold.
Checklist with_wild_weights(Rng& rng, const Checklist& checklist) {
  Checklist out = reweighted(rng, checklist);
  const std::int64_t most = rng.chance(50) ? 1'000'000'000 : 200'000;
  for (Section& section : out.sections) {
    section.weight.value = rng.between(0, most);
    for (Item& item : section.items) item.weight.value = rng.between(0, most);
  }
  return out;
}

}  // namespace

TEST_CASE("the fast scorer gives the same scores by every form of its loops, under any weights") {
  const std::uint64_t rounds = property_visits() / 100;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    const std::uint64_t seed = 13'000'000 + round;
    Rng rng(seed);
    const Checklist checklist = random_checklist(rng, {4, 8, true, rng.chance(50)});
    VisitBatch batch(checklist);
    const int visits = static_cast<int>(rng.between(1, 200));
    for (int i = 0; i < visits; ++i) {
      Visit visit = random_visit(rng, checklist);
      if (rng.chance(3)) visit.answers["nobody"].value = TextValue("invalid");
      batch.add(visit);
    }
    for (const Checklist& rules : {checklist, reweighted(rng, checklist), with_wild_weights(rng, checklist)}) {
      const BatchScores expected = score_batch(batch, rules);
      for (const LookupKernels& kernels : {portable_kernels(), best_kernels()}) {
        INFO("seed " << seed);
        REQUIRE(fast_difference(batch, rules, expected, kernels) == "");
      }
    }
  }
}

TEST_CASE("percentages of columns are rounded as the reference rounds them, whatever the points") {
  Rng rng(31);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::int32_t> earned, possible, portable(203), best(203);
    const std::int64_t most = round % 2 == 0 ? 60 : kMostPoints;
    for (int v = 0; v < 203; ++v) {
      possible.push_back(static_cast<std::int32_t>(rng.between(rng.chance(10) ? -5 : 1, most)));
      earned.push_back(static_cast<std::int32_t>(rng.chance(80) ? rng.between(0, std::max(possible.back(), 1)) : rng.between(-most, most)));
    }
    portable_kernels().percent(earned.data(), possible.data(), earned.size(), portable.data());
    best_kernels().percent(earned.data(), possible.data(), earned.size(), best.data());
    for (std::size_t v = 0; v < earned.size(); ++v) {
      const std::optional<MicroPercent> raw = raw_ratio(earned[v], possible[v]);
      INFO(earned[v] << " of " << possible[v]);
      REQUIRE(portable[v] == (raw ? clamp_percent(*raw).value : kNoScore));
      REQUIRE(best[v] == portable[v]);
    }
  }
}

TEST_CASE("a column of a thousand answers is summed like the others") {
  const Checklist checklist = with_one_long_scale();
  VisitBatch batch(checklist);
  for (int value = 0; value <= 1000; ++value) batch.add(placed(value));
  const BatchScores scores = score_batch(batch, checklist);
  REQUIRE(fast_difference(batch, checklist, scores, portable_kernels()) == "");
  REQUIRE(fast_difference(batch, checklist, scores, best_kernels()) == "");
}

}  // namespace constat::test

#include <algorithm>

#include "shared/checklist/item_points.hpp"
#include "shared/scoring/best_answer.hpp"
#include "tests/shared/scoring/property_run.hpp"
#include "tests/support/small_checklist.hpp"

namespace constat::test {
namespace {

// The size of the smallest set of items whose best answers reach the target, by trying every set; none: no set does.
std::optional<int> fewest_by_trial(const Checklist& checklist, const Visit& visit, MicroPercent target) {
  std::vector<const Item*> items;
  for (const Section& section : checklist.sections) {
    for (const Item& item : section.items) {
      const Answer* answer = visit.find(item.id.value);
      if (item.scored && (answer == nullptr || !answer->is_not_applicable())) items.push_back(&item);
    }
  }
  std::optional<int> fewest;
  for (unsigned set = 0; set < (1u << items.size()); ++set) {
    Visit changed = visit;
    int size = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if ((set >> i & 1u) == 0) continue;
      changed.answers[items[i]->id.value].value = best_answer(checklist, visit, *items[i])->value;
      ++size;
    }
    const std::optional<MicroPercent> score = score_visit(checklist, changed).score;
    if (score && !(*score < target) && (!fewest || size < *fewest)) fewest = size;
  }
  return fewest;
}

}  // namespace

TEST_CASE("the smallest change in points mode is as small as any set of items can be") {
  std::size_t reached = 0;
  for (std::uint64_t seed = 20'000'000; seed < 20'000'400; ++seed) {
    Rng rng(seed);
    Checklist checklist = random_checklist(rng, {2, 4, false, false});
    checklist.scoring.mode = ScoringMode::points;
    const Visit visit = random_visit(rng, checklist);
    const MicroPercent target{rng.between(1, 100) * 1'000'000};
    const SmallestChange change = smallest_change(checklist, visit, target);
    const std::optional<int> fewest = fewest_by_trial(checklist, visit, target);
    INFO("seed " << seed << ", target " << to_string(target));
    REQUIRE(change.reached == fewest.has_value());
    if (!fewest) continue;
    ++reached;
    REQUIRE(change.steps.size() == static_cast<std::size_t>(*fewest));
  }
  CHECK(reached > 200);
}

TEST_CASE("a critical that holds the score down is the first thing to change") {
  const std::string critical =
      R"("type":"choice","choices":[{"id":"yes","points":1},{"id":"no","points":0}],"critical":{"scope":"visit","when":". = 'no'"})";
  const Checklist checklist = checklist_of({"points", "\"zero\""}, {{R"("type":"scale","min":0,"max":9)", critical}});
  const SmallestChange change = smallest_change(checklist, visit_of(checklist, {"9", "\"no\""}), {80'000'000});
  REQUIRE(change.reached);
  REQUIRE(change.steps.size() == 1);
  CHECK(change.steps[0].ref.item == 1);
  CHECK(change.steps[0].score_after == kHundredPercent);
}

TEST_CASE("a visit that could earn nothing yet first needs an item that can, whatever a bonus would bring") {
  const Checklist checklist = checklist_of({}, {{R"("type":"scale","role":"bonus","min":0,"max":9)", R"("type":"scale","min":0,"max":1)"}});
  const SmallestChange change = smallest_change(checklist, visit_of(checklist, {"0", ""}), {90'000'000});
  REQUIRE(change.reached);
  REQUIRE(change.steps.size() == 1);
  CHECK(change.steps[0].ref.item == 1);
}

TEST_CASE("a target that no answer reaches is said to be out of reach") {
  const Checklist checklist = checklist_of({}, {{R"("type":"scale","min":0,"max":9)",
      R"("type":"choice","role":"malus","choices":[{"id":"a","points":-1},{"id":"b","points":-2}])"}});
  const SmallestChange change = smallest_change(checklist, visit_of(checklist, {"3", "\"b\""}), {95'000'000});
  CHECK_FALSE(change.reached);
  CHECK(change.steps.empty());
}

}  // namespace constat::test

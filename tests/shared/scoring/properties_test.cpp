// What must hold of every score, whatever the checklist (docs/scoring.md).
#include <algorithm>

#include "shared/scoring/earned_points.hpp"
#include "tests/shared/scoring/property_run.hpp"

namespace constat::test {
namespace {

constexpr RandomShape kAny{};
constexpr RandomShape kFree{3, 5, false, true};       // no item depends on another
constexpr RandomShape kPlain{3, 5, false, false};     // no critical either

template <class T>
void shuffle(Rng& rng, std::vector<T>& list) {
  for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[rng.index(i)]);
}

template <class Change>
Checklist with_items(const Checklist& checklist, Change change) {
  Checklist out = checklist;
  for (Section& section : out.sections) {
    for (Item& item : section.items) change(item);
  }
  return out;
}

const Item& pick_item(Rng& rng, const Checklist& checklist) {
  const Section& section = checklist.sections[rng.index(checklist.sections.size())];
  return section.items[rng.index(section.items.size())];
}

}  // namespace

TEST_CASE("the order of items and of sections is irrelevant") {
  for_random_visits(kFree, 1'000'000, [](Rng& rng, const Checklist& checklist, const Visit& visit) {
    Checklist mixed = checklist;
    shuffle(rng, mixed.sections);
    for (Section& section : mixed.sections) shuffle(rng, section.items);
    reindex(mixed);
    return difference(score_visit(checklist, visit), score_visit(mixed, visit));
  });
}

TEST_CASE("scaling all weights changes nothing") {
  for_random_visits(kAny, 2'000'000, [](Rng& rng, const Checklist& checklist, const Visit& visit) {
    const std::int64_t factor = rng.between(2, 9);
    Checklist scaled = with_items(checklist, [&](Item& item) { item.weight.value *= factor; });
    for (Section& section : scaled.sections) section.weight.value *= factor;
    const VisitScore before = score_visit(checklist, visit), after = score_visit(scaled, visit);
    // A cap cuts E at whole millionths (floor), which a finer grid may place elsewhere within one millionth.
    if (checklist.scoring.critical_policy.kind == CriticalPolicy::Kind::cap && before.score != before.uncapped) {
      return before.uncapped == after.uncapped ? std::string() : std::string("uncapped differs");
    }
    return difference(before, after);
  });
}

TEST_CASE("a not-applicable item leaves the score as if it were not asked") {
  for_random_visits(kFree, 3'000'000, [](Rng& rng, const Checklist& checklist, const Visit& visit) {
    const std::string id = pick_item(rng, checklist).id.value;
    Checklist allowed = with_items(checklist, [&](Item& item) { item.na_allowed = item.na_allowed || item.id.value == id; });
    Visit with_na = visit;
    with_na.answers[id].value = NotApplicable{};
    Checklist without = checklist;
    for (Section& section : without.sections) {
      section.items.erase(std::remove_if(section.items.begin(), section.items.end(),
                                         [&](const Item& item) { return item.id.value == id; }),
                          section.items.end());
    }
    reindex(without);
    Visit unasked = visit;
    unasked.answers.erase(id);
    return difference(score_visit(allowed, with_na), score_visit(without, unasked));
  });
}

TEST_CASE("splitting an item into two twins of half its weight changes nothing") {
  for_random_visits(kFree, 4'000'000, [](Rng& rng, const Checklist& checklist, const Visit& visit) {
    const Checklist even = with_items(checklist, [](Item& item) { item.weight.value *= 2; });
    const std::string id = pick_item(rng, checklist).id.value;
    Checklist split = even;
    for (Section& section : split.sections) {
      const auto found = std::find_if(section.items.begin(), section.items.end(),
                                      [&](const Item& item) { return item.id.value == id; });
      if (found == section.items.end()) continue;
      found->weight.value /= 2;
      Item twin = *found;
      twin.id = ItemId("twin");
      section.items.push_back(std::move(twin));
      break;
    }
    reindex(split);
    Visit answered_twice = visit;
    if (const Answer* answer = visit.find(id)) answered_twice.answers["twin"] = *answer;
    return difference(score_visit(even, visit), score_visit(split, answered_twice));
  });
}

TEST_CASE("a better answer never lowers a score") {
  for_random_visits(kPlain, 5'000'000, [](Rng& rng, const Checklist& checklist, const Visit& visit) -> std::string {
    const Item& item = pick_item(rng, checklist);
    const Answer* before = visit.find(item.id.value);
    if (!item.scored || before == nullptr || before->is_not_applicable()) return "";
    Visit other = visit;
    other.answers[item.id.value] = random_answer(rng, item);
    VisitScore low = score_visit(checklist, visit), high = score_visit(checklist, other);
    if (earned_points(item, other.answers[item.id.value]) < earned_points(item, *before)) std::swap(low, high);
    if (low.score.has_value() != high.score.has_value()) return "one score only";
    return low.score && *high.score < *low.score ? shown(low.score) + " fell to " + shown(high.score) : "";
  });
}

TEST_CASE("scores lie between 0 and 100 and never above the uncapped score") {
  for_random_visits(kAny, 6'000'000, [](Rng&, const Checklist& checklist, const Visit& visit) -> std::string {
    const VisitScore score = score_visit(checklist, visit);
    if (score.status == VisitStatus::invalid) return "a random visit is invalid";
    if (score.score.has_value() != score.uncapped.has_value()) return "score and uncapped do not exist together";
    if (!score.score) return score.grade || score.passed ? "a verdict without a score" : "";
    if (*score.score < MicroPercent{0} || kHundredPercent < *score.uncapped) return "out of range";
    if (*score.uncapped < *score.score) return "score above uncapped";
    for (const SectionScore& section : score.sections) {
      if (section.score && (*section.score < MicroPercent{0} || kHundredPercent < *section.score)) return "section";
    }
    return "";
  });
}

TEST_CASE("merging two sections changes nothing in points mode") {
  for_random_visits(kPlain, 7'000'000, [](Rng&, const Checklist& checklist, const Visit& visit) -> std::string {
    Checklist apart = checklist;
    apart.scoring.mode = ScoringMode::points;
    for (Section& section : apart.sections) section.pass_mark.reset();
    Checklist merged = apart;
    while (merged.sections.size() > 1) {
      Section& last = merged.sections.back();
      Section& first = merged.sections.front();
      first.items.insert(first.items.end(), last.items.begin(), last.items.end());
      merged.sections.pop_back();
    }
    reindex(merged);
    return difference(score_visit(apart, visit), score_visit(merged, visit));
  });
}

TEST_CASE("the policy flag never changes a number, and no policy changes the uncapped score") {
  for_random_visits(kAny, 8'000'000, [](Rng&, const Checklist& checklist, const Visit& visit) -> std::string {
    Checklist flagged = checklist;
    flagged.scoring.critical_policy = {};
    const VisitScore under_flag = score_visit(flagged, visit), own = score_visit(checklist, visit);
    if (under_flag.score != under_flag.uncapped) return "flag changed the score";
    if (under_flag.uncapped != own.uncapped) return "the policy changed the uncapped score";
    if (under_flag.earned != own.earned || under_flag.possible != own.possible) return "the policy changed E or B";
    for (const SectionScore& section : under_flag.sections) {
      if (section.zeroed_or_capped) return "flag limited a section";
    }
    if (own.score && !own.critical.empty() && own.passed != false) return "a critical and yet passed";
    return "";
  });
}

TEST_CASE("a visit with every item not applicable has no score") {
  for_random_visits(kAny, 9'000'000, [](Rng&, const Checklist& checklist, const Visit& visit) -> std::string {
    const Checklist lenient = with_items(checklist, [](Item& item) { item.na_allowed = true; });
    Visit all_na = visit;
    for (const auto& [id, ref] : lenient.index) all_na.answers[id].value = NotApplicable{};
    const VisitScore score = score_visit(lenient, all_na);
    if (score.score || score.uncapped || score.passed || score.grade) return "a score out of nothing";
    return score.status == VisitStatus::not_assessable ? "" : "not the status not_assessable";
  });
}

TEST_CASE("bounds contain the uncapped score of every completion without N/A") {
  for_random_visits(kFree, 10'000'000, [](Rng& rng, const Checklist& checklist, const Visit& visit) -> std::string {
    Visit open = visit;
    for (const auto& [id, ref] : checklist.index) {
      if (rng.chance(30)) open.answers.erase(id);
    }
    const VisitScore before = score_visit(checklist, open);
    if ((before.required_open > 0) != (before.status == VisitStatus::incomplete)) return "status";
    if (before.required_open == 0) return before.bounds ? "bounds of a complete visit" : "";
    Visit completed = open;
    for (const ItemTrace& trace : before.trace) {
      const Item& item = checklist.at(trace.ref);
      const bool is_open = item.required && !trace.answered && !trace.not_applicable;
      if (is_open && item.role == ItemRole::base) completed.answers[item.id.value] = random_answer(rng, item);
    }
    const std::optional<MicroPercent> after = score_visit(checklist, completed).uncapped;
    if (!before.bounds) return after ? "a completion has a score, but there are no bounds" : "";
    if (!after) return "bounds without a score to come";
    const bool inside = !(*after < before.bounds->low) && !(before.bounds->high < *after);
    return inside ? "" : shown(after) + " lies outside " + shown(before.bounds->low) + ", " + shown(before.bounds->high);
  });
}

TEST_CASE("a visit's JSON reads back as the same visit with the same score") {
  for_random_visits(kAny, 11'000'000, [](Rng&, const Checklist& checklist, const Visit& visit) -> std::string {
    const std::string json = write_visit(visit);
    const Parsed<Visit> read = parse_visit(json);
    if (!read) return read.error().front().code + " at " + read.error().front().path;
    if (write_visit(*read) != json) return "another JSON";
    const std::string before = write_score(checklist, visit, score_visit(checklist, visit), true);
    return write_score(checklist, *read, score_visit(checklist, *read), true) == before ? "" : "another score";
  });
}

TEST_CASE("photos beside an answer change no score") {
  for_random_visits(kAny, 12'000'000, [](Rng& rng, const Checklist& checklist, const Visit& visit) {
    Visit other = visit;
    Answer& answer = other.answers[pick_item(rng, checklist).id.value];
    answer.photos = answer.photos.empty() ? random_photos(rng) : std::vector<std::string>();
    return difference(score_visit(checklist, visit), score_visit(checklist, other));
  });
}

}  // namespace constat::test

// Weights: an item that decides too much of the visit, and how far N/A or a blank lifts the score.
#include <algorithm>

#include "shared/checklist/item_points.hpp"
#include "shared/lint/rules.hpp"
#include "shared/lint/visit_maker.hpp"
#include "shared/scoring/score.hpp"

namespace constat {
namespace {

using Severity = Finding::Severity;

constexpr std::size_t kMostDetours = 200;  // questions of which a visit of their own is made, because the best one hides them

// Shares are exact fractions of the visit's score.
struct Share {
  __int128 part = 0, whole = 1;
  bool exceeds(std::int64_t numerator, std::int64_t denominator) const { return part * denominator > whole * numerator; }
  std::int64_t percent() const { return static_cast<std::int64_t>((part * 200 + whole) / (whole * 2)); }
};

bool may_stay_open(const Item& item) { return item.na_allowed || !item.required; }

// What a scored visit weighs its items by.
class Weighing {
 public:
  Weighing(const Checklist& checklist, const VisitScore& score) : checklist_(checklist), score_(score) {
    for (std::size_t s = 0; s < score.sections.size(); ++s) {
      if (score.sections[s].score) weights_ += checklist.sections[s].weight.value;
    }
  }

  const VisitScore& score() const { return score_; }

  // By how much of the score an item moves the visit between its worst and its best answer, the others staying as they
  // are. The items of one section share their `whole`.
  Share share_of(const ItemTrace& trace) const {
    const Item& item = checklist_.at(trace.ref);
    const PointsRange range = points_range(item);
    const __int128 moved = static_cast<__int128>(range.high.value - range.low.value) * item.weight.value;
    if (checklist_.scoring.mode == ScoringMode::points) return score_.possible > 0 ? Share{moved, score_.possible} : Share{};
    const std::int64_t possible = score_.sections[trace.ref.section].possible;
    if (weights_ == 0 || possible == 0) return {};
    // Within its section an item cannot move more than all of it.
    const __int128 within = std::min<__int128>(moved, possible);
    return {within * checklist_.sections[trace.ref.section].weight.value, weights_ * possible};
  }

 private:
  const Checklist& checklist_;
  const VisitScore& score_;
  __int128 weights_ = 0;
};

bool counts(const Item& item, const ItemTrace& trace) { return item.role == ItemRole::base && trace.visible && trace.possible_weighted > 0; }

std::optional<MicroPercent> uncapped_of(LintContext& context, const Visit& visit) {
  const std::optional<VisitScore> score = context.score(visit);
  return score ? score->uncapped : std::nullopt;
}

// The visit with this one question answered otherwise.
Visit with_wish(const Checklist& checklist, const Visit& best, ItemRef one, Wish wish) {
  Answers given = best.answers;
  given.erase(checklist.at(one).id.value);
  return make_visit(checklist, given, [&](ItemRef ref) { return ref.section == one.section && ref.item == one.item ? wish : Wish::best; });
}

// Reports an item or a section that can be left out, when that lifts a bad visit far enough.
void report_lift(LintContext& context, const char* code, std::string path, const std::string& id, const Visit& worst, const Visit& open) {
  const std::optional<MicroPercent> low = uncapped_of(context, worst), high = uncapped_of(context, open);
  if (!low || !high || high->value - low->value < kLiftPercent * 1'000'000) return;
  context.report(Severity::warning, code, std::move(path),
                 {id, display_percent(MicroPercent{high->value - low->value}), display_percent(*low), display_percent(*high)}, open.answers);
}

void lint_item(LintContext& context, const Visit& best, const Weighing& weighing, const ItemTrace& trace) {
  const Item& item = context.checklist.at(trace.ref);
  if (!counts(item, trace)) return;
  const Share share = weighing.share_of(trace);
  if (share.exceeds(1, kDominantOf)) {
    const Visit worst = with_wish(context.checklist, best, trace.ref, Wish::worst);
    context.report(Severity::warning, "dominant-item", path_of(trace.ref), {item.id.value, std::to_string(share.percent())}, worst.answers);
  }
  if (may_stay_open(item) && share.exceeds(kLiftPercent, 200)) {  // half of it: what stays weighs more once it is gone
    report_lift(context, "na-lifts-score", path_of(trace.ref), item.id.value, with_wish(context.checklist, best, trace.ref, Wish::worst),
                with_wish(context.checklist, best, trace.ref, Wish::nothing));
  }
}

// A section whose every question with points can be left out. `first`: of its items, in reading order.
void lint_section(LintContext& context, const Visit& best, const Weighing& weighing, std::size_t s, std::size_t first) {
  const Section& section = context.checklist.sections[s];
  std::size_t count = 0;
  Share all;
  for (std::size_t i = 0; i < section.items.size(); ++i) {
    const Item& item = section.items[i];
    const ItemTrace& trace = weighing.score().trace[first + i];
    if (!counts(item, trace)) continue;
    if (!may_stay_open(item)) return;
    const Share share = weighing.share_of(trace);
    all = {all.part + share.part, share.whole};
    ++count;
  }
  if (count < 2 || !all.exceeds(kLiftPercent, 200)) return;  // of one item, it is said there
  Answers given = best.answers;
  for (const Item& item : section.items) given.erase(item.id.value);
  const auto visit = [&](Wish wish) {
    return make_visit(context.checklist, given, [&](ItemRef ref) { return ref.section == s ? wish : Wish::best; });
  };
  report_lift(context, "na-lifts-section", section_path(s), section.id.value, visit(Wish::worst), visit(Wish::nothing));
}

}  // namespace

void lint_weights(LintContext& context) {
  const Visit best = best_visit(context.checklist);
  const VisitScore score = score_visit(context.checklist, best);
  const Weighing weighing(context.checklist, score);
  std::size_t detours = kMostDetours;
  for (std::size_t at = 0; at < score.trace.size(); ++at) {
    const ItemTrace& trace = score.trace[at];
    const Item& item = context.checklist.at(trace.ref);
    if (trace.visible || !item.scored || item.role != ItemRole::base) {
      lint_item(context, best, weighing, trace);
      continue;
    }
    if (detours == 0 || !context.may_score()) continue;
    --detours;
    const std::optional<Answers>& way = context.way_to(trace.ref);
    if (!way) continue;
    const Visit detour = best_visit(context.checklist, *way);
    if (const std::optional<VisitScore> other = context.score(detour)) {
      lint_item(context, detour, Weighing(context.checklist, *other), other->trace[at]);
    }
  }
  std::size_t first = 0;
  for (std::size_t s = 0; s < score.sections.size(); ++s) {
    lint_section(context, best, weighing, s, first);
    first += context.checklist.sections[s].items.size();
  }
}

}  // namespace constat

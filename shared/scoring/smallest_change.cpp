// Which answers, changed to their best, bring a visit to a target. In points mode the score is E/B, so an item's worth for
// a target t is the slack E - tB that its best answer adds; slacks add up, so the greatest ones are the fewest items.
#include <algorithm>
#include <set>

#include "shared/scoring/arithmetic.hpp"
#include "shared/scoring/best_answer.hpp"
#include "shared/scoring/earned_points.hpp"
#include "shared/scoring/score.hpp"

namespace constat {
namespace {

struct Candidate {
  ItemRef ref;
  Answer best;
  std::int64_t earned_gain = 0, possible_gain = 0;  // millionths
  __int128 worth = 0;                               // what sorts candidates: greater is better
};

class Search {
 public:
  Search(const Checklist& checklist, const Visit& visit, MicroPercent target)
      : checklist_(checklist), visit_(visit), target_(target), score_(score_visit(checklist, visit)) {}

  SmallestChange run() {
    if (score_.status == VisitStatus::invalid) return std::move(out_);
    lift_criticals();
    // A changed answer may show further items, which a further round takes in.
    bool progress = true;
    while (progress && !reached()) progress = apply_best_first();
    out_.reached = reached();
    if (!out_.reached) out_.steps.clear();
    return std::move(out_);
  }

 private:
  bool reached() const { return score_.score && !(*score_.score < target_); }

  // Criticals that hold the score below the target come first: no other answer helps while they do.
  void lift_criticals() {
    if (checklist_.scoring.critical_policy.kind == CriticalPolicy::Kind::flag) return;
    const std::vector<ItemTrace> trace = score_.trace;
    for (const ItemTrace& item : trace) {
      if (reached()) return;
      if (!item.critical_triggered) continue;
      if (const std::optional<Candidate> candidate = candidate_of(item)) apply(*candidate);
    }
  }

  bool apply_best_first() {
    std::vector<Candidate> candidates;
    for (const ItemTrace& trace : score_.trace) {
      std::optional<Candidate> candidate = candidate_of(trace);
      if (candidate && candidate->worth > 0) candidates.push_back(std::move(*candidate));
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.worth > b.worth; });
    if (score_.possible == 0) {
      // Nothing was possible yet: without one item that changes this there is no score at all, whatever a bonus brings.
      const auto first = std::find_if(candidates.begin(), candidates.end(),
                                      [](const Candidate& candidate) { return candidate.possible_gain > 0; });
      if (first != candidates.end()) std::rotate(candidates.begin(), first, first + 1);
    }
    bool progress = false;
    for (const Candidate& candidate : candidates) {
      if (reached()) break;
      apply(candidate);
      progress = true;
    }
    return progress;
  }

  std::optional<Candidate> candidate_of(const ItemTrace& trace) const {
    const Item& item = checklist_.at(trace.ref);
    if (!trace.visible || trace.not_applicable || changed_.count(item.id.value) > 0) return std::nullopt;
    std::optional<Answer> best = best_answer(checklist_, visit_, item);
    if (!best) return std::nullopt;
    Candidate out;
    out.ref = trace.ref;
    out.earned_gain = (earned_points(item, *best).value - trace.earned.value) * item.weight.value;
    out.possible_gain = trace.answered ? 0 : item.possible().value * item.weight.value;
    out.best = std::move(*best);
    out.worth = worth_of(out);
    return out;
  }

  // Points: round(1e8 E/B) >= t is 2e8 E >= (2t - 1) B, which is additive over items. Weighted: the score's own gain.
  __int128 worth_of(const Candidate& candidate) const {
    if (checklist_.scoring.mode == ScoringMode::points) {
      return 2 * static_cast<__int128>(kHundredPercent.value) * candidate.earned_gain -
             (2 * static_cast<__int128>(target_.value) - 1) * candidate.possible_gain;
    }
    std::vector<SectionPart> parts;
    for (std::size_t s = 0; s < score_.sections.size(); ++s) {
      const SectionScore& section = score_.sections[s];
      const bool here = s == candidate.ref.section;
      SectionPart part{section.earned + (here ? candidate.earned_gain : 0),
                       section.possible + (here ? candidate.possible_gain : 0),
                       {},
                       checklist_.sections[s].weight};
      part.score = raw_ratio(part.earned, part.possible);
      if (part.score) part.score = clamp_percent(*part.score);
      parts.push_back(part);
    }
    const std::optional<MicroPercent> after = combined_score(ScoringMode::weighted, parts);
    if (!after) return 0;
    return score_.uncapped ? after->value - score_.uncapped->value : after->value + 1;
  }

  void apply(const Candidate& candidate) {
    const std::string& id = checklist_.at(candidate.ref).id.value;
    changed_.insert(id);
    Answer& answer = visit_.answers[id];
    answer.value = candidate.best.value;
    score_ = score_visit(checklist_, visit_);
    out_.steps.push_back({candidate.ref, score_.score.value_or(MicroPercent{})});
  }

  const Checklist& checklist_;
  Visit visit_;
  MicroPercent target_;
  VisitScore score_;
  SmallestChange out_;
  std::set<std::string, std::less<>> changed_;
};

}  // namespace

SmallestChange smallest_change(const Checklist& checklist, const Visit& visit, MicroPercent target) {
  return Search(checklist, visit, target).run();
}

}  // namespace constat

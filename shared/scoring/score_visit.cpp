#include <algorithm>

#include "shared/checklist/item_points.hpp"
#include "shared/scoring/arithmetic.hpp"
#include "shared/scoring/score.hpp"
#include "shared/scoring/visit_reading.hpp"
#include "shared/visit/validate.hpp"

namespace constat {
namespace {

// E and B of one section with its open required base items answered worst and best.
struct OpenRange {
  std::int64_t low = 0, high = 0, possible = 0;
};

struct SectionSum {
  std::int64_t earned = 0, possible = 0;
  OpenRange open;
  bool critical = false;  // a section-scoped critical was triggered
};

class Scorer {
 public:
  Scorer(const Checklist& checklist, const Visit& visit) : checklist_(checklist), visit_(visit) {}

  VisitScore run() {
    out_.problems = validate_visit(checklist_, visit_);
    if (!out_.problems.empty()) {
      out_.status = VisitStatus::invalid;
      return std::move(out_);
    }
    sum_items();
    score_sections();
    score_whole();
    set_status();
    return std::move(out_);
  }

 private:
  const CriticalPolicy& policy() const { return checklist_.scoring.critical_policy; }

  void sum_items() {
    const std::vector<ItemReading> readings = read_items(checklist_, visit_);
    sums_.resize(checklist_.sections.size());
    out_.trace.reserve(readings.size());
    std::size_t at = 0;
    for (std::size_t s = 0; s < checklist_.sections.size(); ++s) {
      const std::vector<Item>& items = checklist_.sections[s].items;
      for (std::size_t i = 0; i < items.size(); ++i) sum_item({s, i}, items[i], readings[at++]);
    }
  }

  void sum_item(ItemRef ref, const Item& item, const ItemReading& reading) {
    ItemTrace trace;
    trace.ref = ref;
    trace.visible = reading.visible;
    trace.answered = reading.answered;
    trace.not_applicable = reading.not_applicable;
    trace.earned = reading.earned;
    trace.possible = reading.possible;
    trace.weight = item.weight;
    trace.earned_weighted = reading.earned.value * item.weight.value;
    trace.possible_weighted = reading.possible.value * item.weight.value;
    trace.critical_triggered = reading.critical_triggered;
    SectionSum& sum = sums_[ref.section];
    sum.earned += trace.earned_weighted;
    sum.possible += trace.possible_weighted;
    if (reading.critical_triggered) {
      out_.critical.push_back(item.id);
      (item.critical->scope == Critical::Scope::section ? sum.critical : visit_critical_) = true;
    }
    const bool open = item.required && reading.visible && !reading.answered && !reading.not_applicable;
    if (open) {
      ++out_.required_open;
      add_open(item, sum.open);
    }
    out_.trace.push_back(trace);
  }

  static void add_open(const Item& item, OpenRange& open) {
    if (item.role != ItemRole::base) return;
    const PointsRange range = points_range(item);
    open.low += range.low.value * item.weight.value;
    open.high += range.high.value * item.weight.value;
    open.possible += item.possible().value * item.weight.value;
  }

  void score_sections() {
    for (std::size_t s = 0; s < sums_.size(); ++s) {
      const Section& section = checklist_.sections[s];
      const SectionSum& sum = sums_[s];
      SectionScore score;
      score.id = section.id;
      score.earned = sum.earned;
      score.possible = sum.possible;
      score.raw = raw_ratio(sum.earned, sum.possible);
      if (score.raw) {
        const MicroPercent own = clamp_percent(*score.raw);
        score.score = sum.critical ? limited_score(policy(), own) : own;
        score.zeroed_or_capped = *score.score != own;
        if (section.pass_mark) score.passed = !(*score.score < *section.pass_mark);
      }
      out_.earned += sum.earned;
      out_.possible += sum.possible;
      out_.sections.push_back(std::move(score));
    }
  }

  SectionPart part(std::size_t s, std::int64_t earned, std::int64_t possible) const {
    SectionPart part{earned, possible, raw_ratio(earned, possible), checklist_.sections[s].weight};
    if (part.score) part.score = clamp_percent(*part.score);
    return part;
  }

  void score_whole() {
    std::vector<SectionPart> plain, limited, low, high;
    for (std::size_t s = 0; s < sums_.size(); ++s) {
      const SectionSum& sum = sums_[s];
      plain.push_back(part(s, sum.earned, sum.possible));
      limited.push_back(plain.back());
      if (sum.critical) limited.back().earned = limited_earned(policy(), sum.earned, sum.possible);
      limited.back().score = out_.sections[s].score;
      low.push_back(part(s, sum.earned + sum.open.low, sum.possible + sum.open.possible));
      high.push_back(part(s, sum.earned + sum.open.high, sum.possible + sum.open.possible));
    }
    const ScoringMode mode = checklist_.scoring.mode;
    out_.uncapped = combined_score(mode, plain);
    out_.score = combined_score(mode, limited);
    if (out_.score && visit_critical_) out_.score = limited_score(policy(), *out_.score);
    if (out_.required_open > 0) {
      const std::optional<MicroPercent> least = combined_score(mode, low), most = combined_score(mode, high);
      if (least && most) out_.bounds = Bounds{*least, *most};
    }
  }

  void set_status() {
    out_.status = out_.required_open > 0 ? VisitStatus::incomplete
                  : out_.score          ? VisitStatus::complete
                                        : VisitStatus::not_assessable;
    if (!out_.score) return;
    const ScoringRules& rules = checklist_.scoring;
    const bool triggered = !out_.critical.empty();
    if (const std::optional<std::size_t> grade = grade_at(rules, *out_.score, triggered)) {
      out_.grade = rules.grades[*grade].id;
    }
    const bool mark_reached = !rules.pass_mark || !(*out_.score < *rules.pass_mark);
    const bool sections_passed = std::none_of(out_.sections.begin(), out_.sections.end(),
                                              [](const SectionScore& section) { return section.passed == false; });
    out_.passed = mark_reached && sections_passed && !triggered;
  }

  const Checklist& checklist_;
  const Visit& visit_;
  VisitScore out_;
  std::vector<SectionSum> sums_;
  bool visit_critical_ = false;
};

}  // namespace

VisitScore score_visit(const Checklist& checklist, const Visit& visit) { return Scorer(checklist, visit).run(); }

std::vector<bool> visible_items(const Checklist& checklist, const Visit& visit) {
  std::vector<bool> visible;
  for (const ItemReading& reading : read_items(checklist, visit)) visible.push_back(reading.visible);
  return visible;
}

}  // namespace constat

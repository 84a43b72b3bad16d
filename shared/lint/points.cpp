// Points that cannot be had: bands that hold no value, limits that change nothing, sections that stay below 100 %.
#include <algorithm>

#include "shared/lint/rules.hpp"
#include "shared/lint/visit_maker.hpp"
#include "shared/scoring/score.hpp"

namespace constat {
namespace {

using Severity = Finding::Severity;

constexpr std::int64_t kSecond = 1000;  // thousandths

Answers with_value(LintContext& context, ItemRef ref, const std::string& decimal) {
  Answers example = context.way_to(ref).value_or(Answers{});
  Answer answer;
  answer.value = NumberValue{decimal};
  example[context.checklist.at(ref).id.value] = std::move(answer);
  return example;
}

// The first whole number of seconds from `thousandths` on, as a duration is taken.
std::int64_t first_second(std::int64_t thousandths) {
  return thousandths <= 0 ? 0 : (thousandths + kSecond - 1) / kSecond;
}

void lint_bands(LintContext& context, ItemRef ref, const Item& item) {
  std::int64_t low = 0;
  for (std::size_t b = 0; b < item.bands.size(); ++b) {
    const Band& band = item.bands[b];
    const std::string path = path_of(ref) + ".bands[" + std::to_string(b) + "]";
    const std::int64_t first = first_second(low);
    if (item.type == ItemType::duration && band.below && first * kSecond >= band.below->value) {
      context.report(Severity::error, "band-empty", path, {item.id.value, to_string(*band.below)}, with_value(context, ref, std::to_string(first)));
    }
    if (b > 0 && band.points == item.bands[b - 1].points) {
      const Thousandths limit = *item.bands[b - 1].below;
      const bool negative = item.type == ItemType::duration && limit.value < 0;
      context.report(Severity::warning, "band-same-points", path, {item.id.value, to_string(limit), to_string(band.points)},
                     with_value(context, ref, negative ? "0" : to_string(limit)));
    }
    if (band.below) low = band.below->value;
  }
}


bool has_points(const Section& section) {
  return std::any_of(section.items.begin(), section.items.end(), [](const Item& item) { return item.possible().value > 0 && item.weight.value > 0; });
}

// Searches every situation of the items that the section's conditions name; the others are answered at their best.
void lint_section(LintContext& context, std::size_t s) {
  const Checklist& checklist = context.checklist;
  const Section& section = checklist.sections[s];
  std::vector<const Expression*> expressions;
  for (const Item& item : section.items) {
    expressions.push_back(&item.visible_if);
    if (item.critical) expressions.push_back(&item.critical->when);
  }
  const auto only_here = [&](ItemRef ref) { return ref.section == s ? Wish::best : Wish::nothing; };
  bool reached = false, out_of_work = false;
  Answers best;
  std::optional<MicroPercent> most;
  context.situations.with_points = true;
  const Search search = context.situations.explore(expressions, {}, nullptr, [&](const Situation& situation) {
    Answers given = situation.answers();
    for (const Item* blank : situation.blanks()) {
      if (blank->required) return true;  // not a complete visit
      given.emplace(blank->id.value, Answer{});
    }
    const Visit visit = make_visit(checklist, given, only_here);
    const std::optional<VisitScore> score = context.score(visit);
    out_of_work = !score;
    if (out_of_work) return false;
    const std::optional<MicroPercent> here = score->sections[s].score;
    if (here && score->critical.empty() && (!most || *most < *here)) {
      most = here;
      best = visit.answers;
    }
    reached = most == kHundredPercent;
    return !reached;
  });
  context.situations.with_points = false;
  if (reached) return;
  if (out_of_work || !search.decided()) {
    context.report(Severity::note, "not-decided", section_path(s), {section.id.value}, best);
  } else if (most) {
    context.report(Severity::error, "section-below-full", section_path(s), {section.id.value, display_percent(*most)}, best);
  }
}

}  // namespace

void lint_points(LintContext& context) {
  for_each_item(context.checklist, [&](ItemRef ref, const Item& item) { lint_bands(context, ref, item); });
  const Visit best = best_visit(context.checklist);
  const VisitScore score = score_visit(context.checklist, best);
  for (std::size_t s = 0; s < score.sections.size(); ++s) {
    const bool full = score.critical.empty() && score.sections[s].score == kHundredPercent;
    if (!full && has_points(context.checklist.sections[s])) lint_section(context, s);
  }
}

}  // namespace constat

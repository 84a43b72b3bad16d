// Conditions: questions that nobody is asked, knock-outs that never happen, and evidence that a knock-out does not ask for.
#include "shared/lint/rules.hpp"
#include "shared/visit/validate.hpp"

namespace constat {
namespace {

using Severity = Finding::Severity;


// Where a condition was true and where it was false.
struct Truth {
  std::optional<Answers> yes, no;
  Search search;
};

void lint_visibility(LintContext& context, ItemRef ref, const Item& item) {
  if (!item.visible_if.present()) return;
  Truth truth;
  truth.search = context.situations.explore({&item.visible_if}, {}, nullptr, [&](const Situation& situation) {
    const bool shown = item.visible_if.is_true(situation, item.id.value);
    std::optional<Answers>& side = shown ? truth.yes : truth.no;
    if (!side) side = situation.answers();
    return !truth.yes || !truth.no;
  });
  if (truth.yes && truth.no) return;
  const std::string path = path_of(ref) + ".visible_if";
  if (!truth.search.decided()) {
    context.report(Severity::note, "not-decided", path, {item.id.value}, truth.yes ? *truth.yes : truth.no.value_or(Answers{}));
  } else if (truth.no) {
    context.report(Severity::error, "unreachable-item", path, {item.id.value}, *truth.no);
  } else if (truth.yes) {
    context.report(Severity::warning, "condition-always-true", path, {item.id.value}, *truth.yes);
  }
}

void lint_critical(LintContext& context, ItemRef ref, const Item& item) {
  if (!item.critical) return;
  const Expression& when = item.critical->when;
  Truth truth;
  std::optional<Answers> bare;  // triggered by an answer that demands neither comment nor photo
  const bool offers_evidence = item.type == ItemType::choice || item.type == ItemType::multi_choice;
  bool asked = false;
  truth.search = context.situations.explore({&when}, {ref}, &item, [&](const Situation& situation) {
    if (!situation.is_answered(item.id.value)) return true;
    asked = true;
    const bool triggered = when.is_true(situation, item.id.value);
    std::optional<Answers>& side = triggered ? truth.yes : truth.no;
    if (!side) side = situation.answers();
    if (triggered && offers_evidence && !bare && !missing_evidence(item, *situation.find(item.id.value)).any()) bare = situation.answers();
    return !truth.yes || !truth.no || (offers_evidence && !bare);
  });
  const std::string path = path_of(ref) + ".critical";
  if (bare) context.report(Severity::warning, "critical-without-evidence", path, {item.id.value}, *bare);
  if (truth.yes && truth.no) return;
  if (!truth.search.decided()) {
    context.report(Severity::note, "not-decided", path + ".when", {item.id.value}, truth.yes ? *truth.yes : truth.no.value_or(Answers{}));
  } else if (!asked) {
    return;  // the question itself is never asked, which is said where it is
  } else if (truth.no) {
    context.report(Severity::error, "critical-never", path + ".when", {item.id.value}, *truth.no);
  } else if (truth.yes) {
    context.report(Severity::error, "critical-always", path + ".when", {item.id.value}, *truth.yes);
  }
}

}  // namespace

void lint_conditions(LintContext& context) {
  for_each_item(context.checklist, [&](ItemRef ref, const Item& item) {
    lint_visibility(context, ref, item);
    lint_critical(context, ref, item);
  });
}

void lint_checks(LintContext& context) {
  for (std::size_t c = 0; c < context.checklist.checks.size(); ++c) {
    const Check& check = context.checklist.checks[c];
    Truth truth;
    truth.search = context.situations.explore({&check.holds}, {}, nullptr, [&](const Situation& situation) {
      for (const std::string& name : check.holds.names()) {
        if (!situation.is_answered(name)) return true;
      }
      std::optional<Answers>& side = check.holds.is_true(situation, {}) ? truth.yes : truth.no;
      if (!side) side = situation.answers();
      return !truth.yes || !truth.no;
    });
    if (truth.yes && truth.no) continue;
    const std::string path = check_path(c) + ".assert";
    if (!truth.search.decided()) {
      context.report(Severity::note, "not-decided", path, {check.id.value}, truth.yes ? *truth.yes : truth.no.value_or(Answers{}));
    } else if (truth.no) {
      context.report(Severity::error, "check-always-violated", path, {check.id.value}, *truth.no);
    } else {
      context.report(Severity::warning, truth.yes ? "check-never-violated" : "check-never-asked", path, {check.id.value}, truth.yes.value_or(Answers{}));
    }
  }
}

}  // namespace constat

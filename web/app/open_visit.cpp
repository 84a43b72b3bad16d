#include "web/app/open_visit.hpp"

#include <algorithm>

#include "shared/scoring/checks.hpp"
#include "shared/visit/validate.hpp"

namespace constat::app {

std::int64_t Stopwatch::elapsed_ms(std::int64_t now_ms) const {
  // A clock that was set back must not make time negative.
  const std::int64_t running = started_at ? std::max<std::int64_t>(0, now_ms - *started_at) : 0;
  return accumulated_ms + running;
}

bool OpenVisit::section_has_questions(std::size_t index) const {
  for (std::size_t item = 0; item < checklist.sections[index].items.size(); ++item)
    if (is_visible({index, item})) return true;
  return false;
}

std::optional<std::size_t> OpenVisit::next_section(std::size_t from) const {
  for (std::size_t index = from + 1; index < checklist.sections.size(); ++index)
    if (section_has_questions(index)) return index;
  return std::nullopt;
}

std::optional<std::size_t> OpenVisit::previous_section(std::size_t from) const {
  for (std::size_t index = from; index > 0; --index)
    if (section_has_questions(index - 1)) return index - 1;
  return std::nullopt;
}

OpenVisit make_open_visit(Checklist checklist, Visit visit) {
  OpenVisit open;
  open.checklist = std::move(checklist);
  open.visit = std::move(visit);
  std::size_t first = 0;
  for (const Section& section : open.checklist.sections) {
    open.first_item.push_back(first);
    first += section.items.size();
  }
  rescore(open);
  return open;
}

namespace {

// What a visible item still lacks.
void add_missing(const Item& item, ItemRef ref, const Answer* answer, bool answered, std::vector<Missing>& missing) {
  if (!answered) {
    if (item.required) missing.push_back({Missing::What::answer, ref});
    return;
  }
  const MissingEvidence evidence = missing_evidence(item, *answer);
  if (evidence.comment) missing.push_back({Missing::What::comment, ref});
  if (evidence.photo) missing.push_back({Missing::What::photo, ref});
}

Tally tally_of(const OpenVisit& open) {
  Tally tally;
  tally.numbers.reserve(open.visible.size());
  for (std::size_t section = 0; section < open.checklist.sections.size(); ++section) {
    const std::vector<Item>& items = open.checklist.sections[section].items;
    Progress progress;
    for (std::size_t index = 0; index < items.size(); ++index) {
      const bool visible = open.is_visible({section, index});
      tally.numbers.push_back((tally.numbers.empty() ? 0 : tally.numbers.back()) + (visible ? 1 : 0));
      if (!visible) continue;
      const Answer* answer = open.answer(items[index].id.value);
      const bool answered = answer && !is_blank(items[index], *answer);
      ++progress.total;
      if (answered) ++progress.answered;
      add_missing(items[index], {section, index}, answer, answered, tally.missing);
    }
    tally.all.answered += progress.answered;
    tally.all.total += progress.total;
    tally.sections.push_back(progress);
  }
  return tally;
}

}  // namespace

void rescore(OpenVisit& open) {
  open.score = score_visit(open.checklist, open.visit);
  open.visible.clear();
  for (const ItemTrace& trace : open.score.trace) open.visible.push_back(trace.visible);
  // An invalid visit has a score without a trace.
  if (open.visible.empty()) open.visible = visible_items(open.checklist, open.visit);
  open.contradictions = contradictions_of(open.checklist, open.visit, open.visible);
  open.tally = tally_of(open);
}

std::vector<Contradiction> contradictions_of(const Checklist& checklist, const Visit& visit, const std::vector<bool>& visible) {
  std::vector<Contradiction> out;
  for (const Check* check : violated_checks(checklist, visit)) {
    out.push_back({static_cast<std::size_t>(check - checklist.checks.data()), places_of(*check, checklist, visible)});
  }
  return out;
}

std::optional<ItemRef> next_unanswered(const OpenVisit& open, std::size_t section, std::string_view item) {
  const auto here = open.checklist.find(item);
  const auto is_behind = [&](ItemRef ref) {
    if (ref.section != section) return ref.section > section;
    return !here || here->section != section || ref.item > here->item;
  };
  std::optional<ItemRef> first;
  for (const Missing& missing : missing_of(open)) {
    if (missing.what != Missing::What::answer) continue;
    if (is_behind(missing.ref)) return missing.ref;
    if (!first) first = missing.ref;
  }
  return first;
}

bool needs_confirmation(const OpenVisit& open) {
  return std::any_of(open.contradictions.begin(), open.contradictions.end(), [&](const Contradiction& one) {
    return open.checklist.checks[one.check].severity == Check::Severity::error;
  });
}

SaveState overall_save_state(const OpenVisit& open) {
  if (open.beside.state == SaveState::failed) return SaveState::failed;
  SaveState all = open.beside.state;
  for (const auto& [item, mark] : open.marks) {
    if (mark.state == SaveState::failed) return SaveState::failed;
    if (mark.state == SaveState::saving) all = SaveState::saving;
    else if (mark.photos_in_flight > 0) all = SaveState::saving;
    else if (mark.state == SaveState::saved && all == SaveState::untouched) all = SaveState::saved;
  }
  for (const auto& [item, capture] : open.captures)
    if (capture.is_working()) return SaveState::saving;
  return all;
}

}  // namespace constat::app

// Moving between answers: taking back the last change, and on to the next question without an answer.
#include "web/app/app.hpp"

namespace constat::app {

void App::remember(std::string_view item, bool typed) {
  OpenVisit& visit = *open();
  std::vector<Change>& changes = visit.changes;
  if (typed && !changes.empty() && changes.back().typed && changes.back().item == item) return;
  Change change;
  change.item = std::string(item);
  change.typed = typed;
  if (const Answer* before = visit.answer(item)) change.before = *before;
  if (const auto watch = visit.stopwatches.find(item); watch != visit.stopwatches.end()) change.watch = watch->second;
  if (const auto judged = visit.discreet.judged.find(item); judged != visit.discreet.judged.end()) change.judged = judged->second;
  if (changes.size() == kMostChanges) changes.erase(changes.begin());
  changes.push_back(std::move(change));
}

std::optional<std::string> App::undo() {
  while (open() && !open()->submitted && !open()->changes.empty()) {
    OpenVisit& visit = *open();
    const Change change = std::move(visit.changes.back());
    visit.changes.pop_back();
    const Answer* found = visit.answer(change.item);
    const Answer now = found ? *found : Answer{};
    Answer next = change.before;
    next.photos = now.photos;
    if (keeps_files(visit.checklist.at(*visit.checklist.find(change.item)).type)) next.value = now.value;
    if (write_answer(next) == write_answer(now)) continue;  // nothing came of that tap
    visit.typed.erase(change.item);
    if (change.watch) visit.stopwatches[change.item] = *change.watch;
    else visit.stopwatches.erase(change.item);
    if (change.judged) visit.discreet.judged[change.item] = *change.judged;
    else visit.discreet.judged.erase(change.item);
    put(change.item, std::move(next));
    save_draft_state();
    if (!visit.discreet.on) show_item(change.item);
    return change.item;
  }
  return std::nullopt;
}

// Brings the question into view, on whatever page it stands.
void App::show_item(const std::string& item) {
  const ItemRef ref = *open()->checklist.find(item);
  Route route{.page = Page::visit_section, .id = open()->visit.id.value, .section = ref.section};
  if (open()->is_visible(ref)) route.item = item;
  const bool here = state_.route.page == Page::visit_section && state_.route.section == ref.section;
  go(route, here);
}

std::optional<ItemRef> App::go_to_next_unanswered() {
  if (!open() || open()->submitted) return std::nullopt;
  const auto next = next_unanswered(*open(), open()->section, state_.route.item);
  if (!next) return std::nullopt;
  show_item(open()->checklist.at(*next).id.value);
  state_.focus_revealed = true;
  return next;
}

void App::open_scenario() {
  open_dialog(Dialog::scenario);
  if (!state_.missions.value) load_missions();
}

}  // namespace constat::app

// The open visit: every change is in memory at once, on its way to the disk at once, and scored at once.
#include <algorithm>

#include "shared/base/json.hpp"
#include "shared/sync/score_summary.hpp"
#include "web/app/app.hpp"

namespace constat::app {

OpenVisit* App::open() { return state_.open.value ? &*state_.open.value : nullptr; }

const Item* App::item_of(std::string_view item) {
  OpenVisit* visit = open();
  if (!visit || visit->submitted) return nullptr;
  const auto ref = visit->checklist.find(item);
  return ref ? &visit->checklist.at(*ref) : nullptr;
}

void App::put(std::string_view item, Answer answer) {
  OpenVisit& visit = *open();
  const std::string id(item);
  const bool blank = answer.is_empty();
  SaveMark& mark = visit.marks[id];
  if (mark.state == SaveState::untouched || mark.state == SaveState::saved) {
    const Answer* before = visit.answer(id);
    mark.base = before ? *before : Answer{};
  }
  if (blank) visit.visit.answers.erase(id);
  else visit.visit.answers[id] = std::move(answer);
  rescore(visit);
  save(id);
}

void App::save(const std::string& item) {
  OpenVisit& visit = *open();
  SaveMark& mark = visit.marks[item];
  mark.state = SaveState::saving;
  if (mark.in_flight || mark.photos_in_flight > 0) {
    mark.dirty = true;
    return;
  }
  mark.in_flight = true;
  mark.dirty = false;
  const Answer* answer = visit.answer(item);
  const std::string visit_id = visit.visit.id.value;
  const Answer sent = answer ? *answer : Answer{};
  const std::string payload = "{\"visit\":" + json_quoted(visit_id) + ",\"item\":" + json_quoted(item) +
                              ",\"answer\":" + write_answer(sent) + "}";
  send("save_answer", payload, [this, item, visit_id, sent](StoreReply& reply) {
    OpenVisit* still = open();
    if (!still || still->visit.id.value != visit_id) return;
    SaveMark& saved = still->marks[item];
    saved.in_flight = false;
    if (reply.ok) {
      saved.state = SaveState::saved;
      state_.storage.problem.clear();
      saved.base = sent;
      if (saved.dirty) save(item);
    } else {
      saved.state = SaveState::failed;
      saved.failure = reply.failure;
      if (submit_when_saved_) give_up_submitting({"answers-not-saved", {}, {}});
    }
    go_on_submitting();
  });
}

void App::go_on_submitting() {
  if (submit_when_saved_ && !has_unsaved_answers()) send_submission();
}

void App::give_up_submitting(Failure failure) {
  submit_when_saved_ = false;
  state_.action_busy = false;
  state_.action_failure = std::move(failure);
}

void App::answer(std::string_view item, AnswerValue value) {
  const Item* known = item_of(item);
  if (!known) return;
  remember(item, known->type == ItemType::text || known->type == ItemType::barcode);
  set_value(item, std::move(value));
}

void App::set_value(std::string_view item, AnswerValue value) {
  const Answer* before = open()->answer(item);
  Answer next = before ? *before : Answer{};
  next.value = std::move(value);
  open()->typed.erase(std::string(item));
  put(item, std::move(next));
}

void App::clear_answer(std::string_view item) {
  if (!item_of(item)) return;
  remember(item, false);
  if (open()->stopwatches.erase(std::string(item)) > 0) save_draft_state();
  set_value(item, Unanswered{});
}

void App::comment(std::string_view item, std::string text) {
  if (!item_of(item)) return;
  const Answer* before = open()->answer(item);
  Answer next = before ? *before : Answer{};
  if (next.comment == text) return;
  remember(item, true);
  next.comment = std::move(text);
  put(item, std::move(next));
}

void App::type_number(std::string_view item, std::string text) {
  if (!item_of(item)) return;
  std::string decimal;
  for (const char c : text)
    if (c == ',') decimal += '.';
    else if (c == '-' || c == '.' || (c >= '0' && c <= '9')) decimal += c;
    else if (c != ' ') decimal += '?';  // refused below
  remember(item, true);
  const auto number = parse_thousandths(decimal);
  // What is on screen and what is saved must agree: text that is no number leaves no answer.
  if (number) set_value(item, NumberValue{to_string(*number)});
  else if (const Answer* before = open()->answer(item); before && before->is_answered()) set_value(item, Unanswered{});
  if (!text.empty()) open()->typed[std::string(item)] = std::move(text);
  else open()->typed.erase(std::string(item));
}

void App::finish_typing(std::string_view item) {
  if (!item_of(item)) return;
  const Answer* now = open()->answer(item);
  if (now && now->is_answered()) open()->typed.erase(std::string(item));
}

void App::type_duration(std::string_view item, std::int64_t seconds) {
  if (!item_of(item)) return;
  remember(item, true);
  if (open()->stopwatches.erase(std::string(item)) > 0) save_draft_state();
  set_value(item, NumberValue{std::to_string(std::max<std::int64_t>(0, seconds))});
}

void App::start_stopwatch(std::string_view item) {
  if (!item_of(item)) return;
  Stopwatch& watch = open()->stopwatches[std::string(item)];
  if (!watch.started_at) watch.started_at = state_.now_ms;
  save_draft_state();
}

void App::stop_stopwatch(std::string_view item) {
  if (!item_of(item)) return;
  const auto found = open()->stopwatches.find(item);
  if (found == open()->stopwatches.end() || !found->second.started_at) return;
  remember(item, false);
  found->second.accumulated_ms = found->second.elapsed_ms(state_.now_ms);
  found->second.started_at.reset();
  const std::int64_t seconds = (found->second.accumulated_ms + 500) / 1000;
  save_draft_state();
  set_value(item, NumberValue{std::to_string(seconds)});
}

void App::reset_stopwatch(std::string_view item) { clear_answer(item); }

void App::retry_save(std::string_view item) {
  if (item_of(item)) save(std::string(item));
}

void App::retry_all_saves() {
  if (!open()) return;
  std::vector<std::string> failed;
  for (const auto& [item, mark] : open()->marks)
    if (mark.state == SaveState::failed) failed.push_back(item);
  for (const std::string& item : failed) save(item);
  if (open()->beside.state == SaveState::failed) save_draft_state();
}

void App::toggle_help(std::string_view item) {
  if (!item_of(item)) return;
  if (open()->open_help.erase(std::string(item)) == 0) open()->open_help.insert(std::string(item));
}

void App::toggle_photos(std::string_view item) {
  if (!item_of(item)) return;
  if (open()->open_photos.erase(std::string(item)) == 0) open()->open_photos.insert(std::string(item));
}

void App::toggle_comment(std::string_view item) {
  if (!item_of(item)) return;
  if (open()->open_comments.erase(std::string(item)) == 0) open()->open_comments.insert(std::string(item));
}

bool App::has_unsaved_answers() const {
  if (!state_.open.value) return false;
  const OpenVisit& visit = *state_.open.value;
  return std::any_of(visit.marks.begin(), visit.marks.end(), [](const auto& entry) {
    return entry.second.state == SaveState::saving || entry.second.state == SaveState::failed || entry.second.photos_in_flight > 0;
  }) || std::any_of(visit.captures.begin(), visit.captures.end(), [](const auto& entry) { return entry.second.is_working(); });
}

// As with answers, one at a time: whoever types notes must not queue up writes.
void App::save_draft_state() {
  OpenVisit& visit = *open();
  if (visit.submitted) return;
  visit.beside.state = SaveState::saving;
  if (visit.beside.in_flight) {
    visit.beside.dirty = true;
    return;
  }
  visit.beside.in_flight = true;
  visit.beside.dirty = false;
  const std::string id = visit.visit.id.value;
  send("save_draft_state", "{\"visit\":" + json_quoted(id) + ",\"ui\":" + write_draft_state(visit) + "}", [this, id](StoreReply& reply) {
    OpenVisit* still = still_open(id);
    if (!still) return;
    still->beside.in_flight = false;
    still->beside.state = reply.ok ? SaveState::saved : SaveState::failed;
    if (!reply.ok) still->beside.failure = reply.failure;
    else if (still->beside.dirty) save_draft_state();
  });
}

void App::submit_visit() {
  if (!open() || open()->submitted || state_.action_busy) return;
  state_.action_failure.reset();
  if (overall_save_state(*open()) == SaveState::failed) {
    state_.action_failure = Failure{"answers-not-saved", {}, {}};
    return;
  }
  state_.action_busy = true;
  if (has_unsaved_answers()) submit_when_saved_ = true;
  else send_submission();
}

void App::send_submission() {
  submit_when_saved_ = false;
  const std::string id = open()->visit.id.value;
  const std::string payload = "{\"visit\":" + json_quoted(id) +
                              ",\"device_score\":" + write_score_summary(summarize(open()->score)) + "}";
  send("submit_visit", payload, [this, id](StoreReply& reply) {
    state_.action_busy = false;
    if (!reply.ok) {
      state_.action_failure = reply.failure;
      return;
    }
    state_.dialog = Dialog::none;
    state_.open = {};
    state_.open_id.clear();
    go({.page = Page::visits}, true);
    state_.just_submitted = id;
    offer_install_after_visit();
  });
}

}  // namespace constat::app

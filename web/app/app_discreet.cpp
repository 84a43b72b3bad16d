// Discreet mode: into it, through it, and out of it again.
#include "web/app/app.hpp"
#include "web/app/format.hpp"

namespace constat::app {
namespace {

constexpr double kTwiceMs = 1500;

}  // namespace

void App::toggle_discreet_help() { state_.discreet_help = !state_.discreet_help; }

void App::enter_discreet() {
  if (!open() || open()->submitted) return;
  Discreet& discreet = open()->discreet;
  discreet.on = true;
  if (!discreet.from) discreet.from = state_.now_ms;
  discreet.to.reset();
  save_draft_state();
  // In the place of the page before: Back must not show a checklist.
  go({.page = Page::discreet, .id = open()->visit.id.value}, true);
}

void App::leave_discreet() {
  if (!open() || !open()->discreet.on) return;
  Discreet& discreet = open()->discreet;
  discreet.on = discreet.covered = false;
  discreet.to = state_.now_ms;
  discreet.peeked.clear();
  save_draft_state();
  go({.page = Page::visit_section, .id = open()->visit.id.value, .section = open()->section}, true);
}

void App::judge(std::string_view item, AnswerValue value) {
  if (!item_of(item)) return;
  remember(item, false);
  const std::string id(item);
  if (std::holds_alternative<Unanswered>(value)) open()->discreet.judged.erase(id);
  else open()->discreet.judged[id] = state_.now_ms;
  set_value(item, std::move(value));
  save_draft_state();
}

void App::judge_now(std::string_view item) {
  const Item* known = item_of(item);
  if (!known) return;
  const Answer* before = open()->answer(item);
  if (before && before->is_answered()) return judge(item, Unanswered{});
  const std::string now = local_time(state_.now_ms, state_.zone);
  judge(item, known->type == ItemType::date ? now.substr(0, 10) : now.substr(11, 5));
}

bool App::tap_wait(std::string_view item) {
  if (!item_of(item)) return false;
  const auto found = open()->stopwatches.find(item);
  const bool running = found != open()->stopwatches.end() && found->second.started_at;
  if (!running) {
    start_stopwatch(item);
    return true;
  }
  stop_stopwatch(item);
  open()->discreet.judged[std::string(item)] = state_.now_ms;
  save_draft_state();
  return false;
}

void App::peek(std::string_view item) {
  if (!item_of(item)) return;
  std::string& peeked = open()->discreet.peeked;
  peeked = peeked == item ? std::string() : std::string(item);
}

void App::type_notes(std::string text) {
  if (!open() || open()->submitted) return;
  open()->discreet.notes = std::move(text);
  save_draft_state();
}

void App::cover() {
  if (!open() || !open()->discreet.on) return;
  open()->discreet.covered = true;
  open()->discreet.peeked.clear();
  cover_tapped_.reset();
  save_draft_state();
  go({.page = Page::discreet_cover, .id = open()->visit.id.value}, true);
}

void App::type_cover(std::string text) {
  if (!open() || !open()->discreet.on) return;
  open()->discreet.cover = std::move(text);
  save_draft_state();
}

void App::tap_cover(double monotonic_ms) {
  if (!open() || !open()->discreet.covered) return;
  const bool twice = cover_tapped_ && monotonic_ms - *cover_tapped_ <= kTwiceMs;
  cover_tapped_ = monotonic_ms;
  if (!twice) return;
  cover_tapped_.reset();
  open()->discreet.covered = false;
  save_draft_state();
  go({.page = Page::discreet, .id = open()->visit.id.value}, true);
}

}  // namespace constat::app

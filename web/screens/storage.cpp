// "On this phone": what is here, how far each visit has come, what to do with one that the server did not take, and how to
// get everything off this phone when the network does not.
#include <algorithm>
#include <string>
#include <vector>

#include "web/screens/common.hpp"
#include "web/screens/install_hint.hpp"
#include "web/screens/rescue.hpp"
#include "web/screens/screens.hpp"
#include "web/screens/visit_state.hpp"

namespace constat::screens {
namespace {

// What the server refused is not tried again by itself.
bool only_parked(const State& state) {
  if (!state.queue.value) return false;
  const auto& visits = state.queue.value->visits;
  return std::none_of(visits.begin(), visits.end(), [](const app::QueuedVisit& visit) { return visit.state == "saved"; });
}

std::int64_t draft_count(const State& state) {
  if (!state.queue.value) return 0;
  const auto& visits = state.queue.value->visits;
  return std::count_if(visits.begin(), visits.end(), [](const app::QueuedVisit& visit) { return visit.state == "draft"; });
}

std::string next_try(const App& app) {
  const State& state = app.state();
  if (only_parked(state)) return std::string(t(app, "storage.only_parked"));
  if (!state.sync.online) return std::string(t(app, "storage.waits_network"));
  if (state.sync.busy) return std::string(t(app, "storage.sending"));
  if (!state.sync.next_retry_ms) return std::string(t(app, "storage.sends_soon"));
  const std::int64_t left = std::max<std::int64_t>(0, *state.sync.next_retry_ms - state.now_ms) / 1000;
  if (left < 60) return t(app, "storage.next_try_seconds", {std::to_string(std::max<std::int64_t>(1, left))});
  return tn(app, "storage.next_try_minutes", (left + 59) / 60);
}

void draw_sending(Ui& ui, App& app) {
  const State& state = app.state();
  if (state.sync.unsent == 0) {
    ui.banner("all-received", ui::Tone::good, t(app, "storage.all_received"));
    if (const std::int64_t drafts = draft_count(state); drafts > 0) {
      ui.space(ui::Space::small);
      ui.text("drafts", tn(app, "storage.drafts", drafts), ui::TextStyle::small);
    }
    return;
  }
  const bool may_send = state.sync.online && !state.sync.busy && !only_parked(state);
  std::string words = tn(app, "storage.unsent", state.sync.unsent) + " " + next_try(app);
  if (!state.sync.last_error.empty() && state.sync.last_error != "offline")
    words += " " + t(app, "storage.last_error", {app::reason(app.language(), {state.sync.last_error, {}, {}})});
  if (ui.banner("unsent", ui::Tone::warning, words, may_send ? t(app, "storage.send_now") : std::string_view())) app.sync_now();
  if (may_send && state.sync.next_retry_ms) ui.wake_in(5000);
  ui.space(ui::Space::small);
  ui.text("lost-phone", t(app, "storage.lost_phone"), ui::TextStyle::small);
}

void draw_parked(Ui& ui, App& app, const app::QueuedVisit& queued) {
  const State& state = app.state();
  ui.text("why", app::refusal(app.language(), queued.problem));
  ui.text("what", t(app, "storage.parked_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  ui.begin_row();
  if (ui.button("again", {.label = t(app, "storage.parked_again"), .icon = ui::Icon::refresh, .enabled = !state.action_busy && state.sync.online}))
    app.retry_parked(queued.id);
  if (ui.button("hand-over", {.label = t(app, "storage.hand_over"), .icon = ui::Icon::send}))
    app.open_dialog(app::Dialog::hand_over, queued.id);
  if (ui.button("copy", {.label = t(app, "storage.parked_copy"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::download})) {
    app.open_rescue(true);
    ui.scroll_to("rescue-title");
  }
  ui.end_row();
}

void draw_visit(Ui& ui, App& app, const app::QueuedVisit& queued) {
  const State& state = app.state();
  const app::VisitSummary* known = state.visits.value ? state.visits.value->find(queued.id) : nullptr;
  app::VisitSummary summary = known ? *known : app::VisitSummary{};
  summary.id = queued.id;
  summary.state = queued.state;
  summary.review.clear();
  summary.quarantined.clear();
  const VisitState where = visit_state(app, summary);
  const bool parked = queued.state == "parked";
  ui.push_key(ui::Key("queued", queued.id));
  ui.begin_group("visit", ui::GroupRole::list_item);
  ui.begin_card(parked ? ui::Tone::bad : ui::Tone::neutral);
  ui.text("site", known && !known->site_doc.name.empty() ? std::string_view(known->site_doc.name) : std::string_view(queued.id),
          ui::TextStyle::strong);
  if (known) {
    const std::string when = app::moment(app.language(), known->ended_at.empty() ? known->started_at : known->ended_at, state.zone);
    ui.text("checklist", std::string(in(app, known->checklist_title)) + " · " + when, ui::TextStyle::secondary);
  }
  ui.space(ui::Space::tight);
  ui.badge("state", where.label, where.tone, where.icon);
  if (queued.photos > 0) {
    ui.space(ui::Space::small);
    const bool all = queued.photos_sent >= queued.photos;
    const std::string words = tn(app, "storage.photos_sent", queued.photos, {std::to_string(queued.photos_sent)});
    if (all || queued.bytes == 0) ui.text("photos", words, ui::TextStyle::secondary);
    else ui.progress("photos", words, static_cast<double>(queued.bytes_sent), static_cast<double>(std::max<std::int64_t>(1, queued.bytes)));
  }
  if (parked) {
    ui.space(ui::Space::small);
    draw_parked(ui, app, queued);
  } else if (queued.state == "handed_over") {
    ui.space(ui::Space::small);
    ui.text("handed", t(app, "storage.handed_over"), ui::TextStyle::secondary);
  }
  ui.end_card();
  ui.end_group();
  ui.pop_key();
  ui.space(ui::Space::small);
}

constexpr std::size_t kArrivedShown = 5;

// What waits first, in the order in which it goes; then the newest of what has arrived.
std::vector<app::QueuedVisit> all_visits(const State& state) {
  std::vector<app::QueuedVisit> all = state.queue.value->visits;
  if (!state.visits.value) return all;
  for (const app::VisitSummary& visit : state.visits.value->visits) {
    if (state.queue.value->find(visit.id)) continue;
    if (all.size() >= state.queue.value->visits.size() + kArrivedShown) break;
    app::QueuedVisit& added = all.emplace_back();
    added.id = visit.id;
    added.state = visit.state;
    added.problem = visit.problem;
    added.photos = visit.photos;
    added.photos_sent = visit.photos_sent;
  }
  return all;
}

void draw_queue(Ui& ui, App& app) {
  const State& state = app.state();
  ui.heading("queue-title", 2, t(app, "storage.visits"));
  if (!is_ready(ui, app, state.queue)) return;
  const std::vector<app::QueuedVisit> visits = all_visits(state);
  if (visits.empty()) {
    ui.empty_state("none", ui::Icon::cloud_done, t(app, "storage.none"), t(app, "storage.none_what"));
    return;
  }
  ui.begin_group("queue", ui::GroupRole::list, t(app, "storage.visits"));
  for (const app::QueuedVisit& queued : visits) draw_visit(ui, app, queued);
  ui.end_group();
  if (state.visits.value && state.visits.value->visits.size() > visits.size()) ui.link("all-visits", t(app, "storage.all_visits"), "#/visits");
  ui.text("legend", t(app, "storage.legend"), ui::TextStyle::small);
}

void draw_health(Ui& ui, App& app) {
  const State& state = app.state();
  const app::StorageHealth& health = state.storage;
  ui.heading("health-title", 2, t(app, "storage.health"));
  ui.begin_card(health.persisted ? ui::Tone::neutral : ui::Tone::warning);
  ui.badge("persisted", t(app, health.persisted ? "storage.persisted" : "storage.not_persisted"),
           health.persisted ? ui::Tone::good : ui::Tone::warning, health.persisted ? ui::Icon::shield : ui::Icon::warning);
  ui.space(ui::Space::tight);
  ui.text("persisted-what", t(app, health.persisted ? "storage.persisted_what" : "storage.not_persisted_what"), ui::TextStyle::secondary);
  if (health.usage && health.quota && *health.quota > 0) {
    ui.space(ui::Space::small);
    ui.progress("usage", t(app, "storage.usage", {app::bytes(app.language(), *health.usage), app::bytes(app.language(), *health.quota)}),
                static_cast<double>(*health.usage), static_cast<double>(*health.quota));
  }
  ui.space(ui::Space::small);
  const bool pulled = state.missions.value && state.missions.value->last_pull;
  ui.fact("last-sync", t(app, "storage.last_sync"),
          pulled ? app::ago(app.language(), state.now_ms, *state.missions.value->last_pull, state.zone) : std::string(t(app, "storage.never")));
  const std::optional<bool> target = state.queue.value ? state.queue.value->safe_target : std::nullopt;
  ui.fact("target", t(app, "storage.target"),
          t(app, !target ? "storage.target_unknown" : *target ? "storage.target_yes" : "storage.target_no"));
  ui.end_card();
  if (target && !*target) ui.text("target-what", t(app, "storage.target_no_what"), ui::TextStyle::small);
}

void draw_hand_over_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::hand_over) return;
  if (!ui.begin_dialog("hand-over-dialog", t(app, "storage.hand_over_title"))) return;
  ui.text("what", t(app, "storage.hand_over_what"));
  ui.space(ui::Space::medium);
  const auto note = ui.field("note", {.label = t(app, "storage.note"), .value = state.note, .type = ui::FieldType::multiline,
                                      .hint = t(app, "storage.note_hint"), .max_length = 1000});
  if (note.value) app.type_note(*note.value);
  if (state.action_failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *state.action_failure));
  ui.space(ui::Space::medium);
  if (ui.button("yes", {.label = t(app, state.action_busy ? "storage.hand_over_busy" : "storage.hand_over_yes"),
                        .kind = ui::ButtonKind::primary, .icon = ui::Icon::send, .enabled = !state.action_busy, .full_width = true}))
    app.hand_over(state.dialog_id);
  ui.space(ui::Space::small);
  const bool cancel = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if (ui.end_dialog() || cancel) app.close_dialog();
}

}  // namespace

void draw_storage(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  ui.heading("title", 1, t(app, "storage.title"));
  if (state.recovered > 0) {
    ui.banner("recovered", ui::Tone::good, tn(app, "storage.recovered", state.recovered));
    ui.space(ui::Space::medium);
  }
  if (!state.handed_over.empty()) {
    ui.banner("handed-over", ui::Tone::good, t(app, "storage.handed_over_done"));
    ui.space(ui::Space::medium);
  }
  if (state.action_failure && state.dialog == app::Dialog::none) {
    ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *state.action_failure));
    ui.space(ui::Space::medium);
  }
  draw_sending(ui, app);
  ui.space(ui::Space::large);
  draw_queue(ui, app);
  ui.space(ui::Space::large);
  draw_health(ui, app);
  ui.space(ui::Space::medium);
  draw_install_hint(ui, app);
  ui.space(ui::Space::large);
  draw_rescue(ui, app);
  end_screen(ui);
  draw_hand_over_dialog(ui, app);
}

}  // namespace constat::screens

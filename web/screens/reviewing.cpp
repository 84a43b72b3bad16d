#include "web/screens/reviewing.hpp"

namespace constat::screens {
namespace {

// Phrases that reviewers write again and again; each is one line of the text.
constexpr const char* kPhrases[] = {"photo", "comment", "time", "contradiction", "wrong_place"};

void draw_reasons(Ui& ui, App& app, const app::VisitResult& result) {
  const app::WaitingVisit* waiting = app.state().review_queue.value ? app.state().review_queue.value->find(result.id) : nullptr;
  if (!waiting) return;
  if (waiting->is_incomplete()) {
    ui.banner("incomplete", ui::Tone::warning, t(app, "reviewing.incomplete"));
    ui.space(ui::Space::small);
  }
  if (waiting->reasons.empty()) return;
  ui.begin_group("reasons", ui::GroupRole::list, t(app, "reviewing.why"));
  std::int64_t index = 0;
  for (const app::LookTwice& reason : waiting->reasons) {
    ui.push_key(ui::Key("reason", index++));
    ui.begin_group("reason", ui::GroupRole::list_item);
    ui.badge("title", in(app, reason.title), ui::Tone::warning, ui::Icon::warning);
    ui.text("fact", in(app, reason.fact));
    ui.text("meaning", in(app, reason.meaning), ui::TextStyle::small);
    if (!reason.other_visit.empty()) ui.link("other", t(app, "reviewing.other_visit"), app::result_hash(reason.other_visit), ui::Icon::compare);
    ui.end_group();
    ui.pop_key();
    ui.space(ui::Space::small);
  }
  ui.end_group();
}

void draw_items_to_redo(Ui& ui, App& app, const app::VisitResult& result) {
  if (!result.checklist || !app.state().explanation) return;
  const Checklist& checklist = *result.checklist;
  const VisitScore& score = app.state().explanation->score;
  ui.space(ui::Space::medium);
  ui.heading("redo-title", 3, t(app, "reviewing.redo"));
  ui.text("redo-what", t(app, "reviewing.redo_what"), ui::TextStyle::secondary);
  std::size_t index = 0;
  for (const Section& section : checklist.sections)
    for (const Item& item : section.items) {
      const bool visible = index < score.trace.size() && score.trace[index].visible;
      ++index;
      if (!visible) continue;
      const bool chosen = app.state().review_form.items.count(item.id.value) > 0;
      if (ui.checkbox(ui::Key("redo", item.id.value), in(app, item.prompt), chosen)) app.toggle_redo(item.id.value);
    }
}

const char* key_of(ReviewStep step, const char* approved, const char* returned, const char* rejected, const char* reopened, const char* comment) {
  switch (step) {
    case ReviewStep::approved: return approved;
    case ReviewStep::returned: return returned;
    case ReviewStep::rejected: return rejected;
    case ReviewStep::reopened: return reopened;
    case ReviewStep::comment: break;
  }
  return comment;
}

}  // namespace

void draw_review_panel(Ui& ui, App& app, const app::VisitResult& result) {
  const State& state = app.state();
  if (!state.session || !state.session->decides() || result.status == "quarantined") return;
  ui.space(ui::Space::medium);
  ui.begin_group("review", ui::GroupRole::group, t(app, "reviewing.panel"));
  ui.begin_card(result.status == "approved" ? ui::Tone::good : result.status == "rejected" ? ui::Tone::bad : ui::Tone::accent);
  ui.heading("review-title", 2, app::coded(app.language(), "reviewing.status", result.status), 3);
  draw_reasons(ui, app, result);
  const bool online = state.sync.online;
  if (!online) ui.text("offline", t(app, "quarantine.offline"), ui::TextStyle::secondary);
  ui.begin_row();
  const auto offer = [&](const char* id, ReviewStep step, ui::ButtonKind kind, ui::Icon icon, const char* label) {
    if (ui.button(id, {.label = t(app, label), .kind = kind, .icon = icon, .enabled = online})) app.ask_review(step);
  };
  if (result.status == "received") {
    offer("approve", ReviewStep::approved, ui::ButtonKind::primary, ui::Icon::check, "reviewing.approve");
    offer("return", ReviewStep::returned, ui::ButtonKind::secondary, ui::Icon::undo, "reviewing.return");
    offer("reject", ReviewStep::rejected, ui::ButtonKind::quiet, ui::Icon::close, "reviewing.reject");
  } else {
    offer("reopen", ReviewStep::reopened, ui::ButtonKind::secondary, ui::Icon::reset, "reviewing.reopen");
  }
  offer("comment", ReviewStep::comment, ui::ButtonKind::quiet, ui::Icon::comment, "reviewing.comment");
  ui.end_row();
  ui.end_card();
  ui.end_group();
}

void draw_review_dialog(Ui& ui, App& app, const app::VisitResult& result) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::review) return;
  const app::ReviewForm& form = state.review_form;
  if (!ui.begin_dialog("review-dialog", t(app, key_of(form.step, "reviewing.approve_title", "reviewing.return_title", "reviewing.reject_title",
                                                     "reviewing.reopen_title", "reviewing.comment_title"))))
    return;
  ui.text("what", t(app, key_of(form.step, "reviewing.approve_what", "reviewing.return_what", "reviewing.reject_what", "reviewing.reopen_what",
                                "reviewing.comment_what")));
  ui.space(ui::Space::medium);
  if (form.step != ReviewStep::approved) {
    const auto text = ui.field("text", {.label = t(app, form.step == ReviewStep::comment ? "reviewing.comment" : "reviewing.text"), .value = form.text,
                                        .type = ui::FieldType::multiline,
                                        .hint = t(app, form.step == ReviewStep::returned || form.step == ReviewStep::rejected ? "reviewing.text_hint" : "reviewing.text_hint_staff"),
                                        .error = form.text_missing ? t(app, "reviewing.text_needed") : std::string_view(),
                                        .max_length = 1000, .required = true});
    if (text.value) app.type_review(*text.value);
  }
  if (form.step == ReviewStep::returned) {
    ui.begin_group("phrases", ui::GroupRole::group, t(app, "reviewing.phrases"));
    ui.begin_row();
    for (const char* phrase : kPhrases)
      if (ui.button(ui::Key("phrase", phrase), {.label = app::coded(app.language(), "reviewing.phrase_short", phrase), .kind = ui::ButtonKind::secondary, .icon = ui::Icon::add}))
        app.add_phrase(app::coded(app.language(), "reviewing.phrase", phrase));
    ui.end_row();
    ui.end_group();
    draw_items_to_redo(ui, app, result);
  }
  if (form.failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *form.failure));
  ui.space(ui::Space::medium);
  const char* yes = key_of(form.step, "reviewing.approve", "reviewing.return", "reviewing.reject", "reviewing.reopen", "reviewing.comment_yes");
  if (ui.button("yes", {.label = t(app, form.busy ? "reviewing.sending" : yes),
                        .kind = form.step == ReviewStep::rejected ? ui::ButtonKind::danger : ui::ButtonKind::primary,
                        .enabled = !form.busy && state.sync.online, .full_width = true}))
    app.send_review();
  ui.space(ui::Space::small);
  const bool cancel = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if (ui.end_dialog() || cancel) app.close_dialog();
}

void draw_returned(Ui& ui, App& app, const app::VisitSummary& visit, const Checklist* checklist) {
  if (!visit.says || (visit.review != "returned" && visit.review != "rejected")) return;
  const bool returned = visit.review == "returned";
  ui.begin_card(returned ? ui::Tone::warning : ui::Tone::bad);
  ui.heading("returned-title", 2, t(app, returned ? "reviewing.returned_to_you" : "reviewing.rejected_of_you"), 3);
  ui.text("says", visit.says->text);
  if (returned && checklist && !visit.says->items.empty()) {
    ui.space(ui::Space::small);
    ui.text("redo", t(app, "reviewing.to_redo"), ui::TextStyle::strong);
    ui.begin_group("items", ui::GroupRole::list, t(app, "reviewing.to_redo"));
    for (const std::string& id : visit.says->items)
      if (const auto ref = checklist->find(id)) {
        ui.begin_group(ui::Key("item", id), ui::GroupRole::list_item);
        ui.text("prompt", in(app, checklist->at(*ref).prompt), ui::TextStyle::secondary);
        ui.end_group();
      }
    ui.end_group();
  }
  if (returned) {
    ui.space(ui::Space::medium);
    if (!visit.can_reopen) {
      ui.text("elsewhere", t(app, "reviewing.answers_elsewhere"), ui::TextStyle::secondary);
    } else if (ui.button("reopen", {.label = t(app, "reviewing.take_up"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::edit,
                                    .enabled = !app.state().action_busy, .full_width = true})) {
      app.reopen_visit(visit.id);
    }
    if (app.state().action_failure) ui.banner("reopen-failure", ui::Tone::bad, app::reason(app.language(), *app.state().action_failure));
  }
  ui.end_card();
  ui.space(ui::Space::medium);
}

}  // namespace constat::screens

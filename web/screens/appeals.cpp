#include "web/screens/appeals.hpp"

#include "web/screens/photos.hpp"

namespace constat::screens {
namespace {

std::string prompt_of(const App& app, const app::VisitResult& result, const std::string& item) {
  if (result.checklist)
    if (const auto ref = result.checklist->find(item)) return std::string(in(app, result.checklist->at(*ref).prompt));
  return item;
}

const Item* item_of(const app::VisitResult& result, const std::string& item) {
  if (!result.checklist) return nullptr;
  const auto ref = result.checklist->find(item);
  return ref ? &result.checklist->at(*ref) : nullptr;
}

std::string words_of(const App& app, const Item& item, const Answer* answer) {
  const std::string words = app::answer_text(app.language(), item, answer);
  return words.empty() ? std::string(t(app, "trace.no_answer")) : words;
}

void draw_contested(Ui& ui, App& app, const app::VisitResult& result, const app::ContestedAnswer& contested) {
  const State& state = app.state();
  const auto when = [&](const app::VisitEvent& event) {
    return t(app, "quarantine.by_when", {event.author, app::moment(app.language(), event.at, state.zone)});
  };
  const auto& decision = contested.decision;
  ui.begin_card(!decision ? ui::Tone::warning : decision->accepted ? ui::Tone::good : ui::Tone::neutral);
  ui.text("prompt", prompt_of(app, result, contested.item), ui::TextStyle::strong);
  ui.text("words", t(app, "quarantine.event_reason", {contested.appeal.reason}));
  if (const Item* item = item_of(result, contested.item); item && !contested.appeal.photos.empty()) {
    ui.space(ui::Space::small);
    draw_photo_row(ui, app, {*item, contested.appeal.photos, result.photos});
  }
  ui.text("who", when(contested.appeal), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  if (!decision) {
    ui.badge("state", t(app, "appeals.waits"), ui::Tone::warning, ui::Icon::timer);
    if (state.session && state.session->decides()) {
      ui.space(ui::Space::small);
      if (ui.button("decide", {.label = t(app, "appeals.decide"), .kind = ui::ButtonKind::primary, .enabled = state.sync.online}))
        app.ask_appeal_decision(contested);
    }
  } else {
    ui.badge("state", t(app, decision->accepted ? "appeals.accepted" : "appeals.refused"),
             decision->accepted ? ui::Tone::good : ui::Tone::neutral, decision->accepted ? ui::Icon::check : ui::Icon::close);
    ui.text("why", t(app, "quarantine.event_reason", {decision->reason}));
    ui.text("by", when(*decision), ui::TextStyle::secondary);
    if (decision->before && decision->after)
      ui.fact("score", t(app, "appeals.score"),
              t(app, "appeals.from_to", {app::percent(app.language(), *decision->before), app::percent(app.language(), *decision->after)}));
  }
  ui.end_card();
}

// Photos that show what the site says: at most three, each with its way out again.
void draw_appeal_photos(Ui& ui, App& app, const app::AppealForm& form) {
  ui.space(ui::Space::medium);
  ui.text("photos-title", t(app, "appeals.photos"), ui::TextStyle::strong);
  ui.text("photos-what", t(app, "appeals.photos_what"), ui::TextStyle::secondary);
  std::optional<std::string> removed;
  ui.begin_row();
  std::size_t number = 0;
  for (const PhotoFacts& photo : form.photos) {
    ++number;
    const std::string name = t(app, "capture.photo_of", {std::to_string(number), std::to_string(form.photos.size())});
    ui.picture(ui::Key("photo", photo.sha256), {.sha256 = photo.sha256, .name = name, .missing = t(app, "capture.not_here")});
    if (!form.taken && ui.button(ui::Key("remove", photo.sha256), {.label = t(app, "appeals.remove_photo", {std::to_string(number)}), .kind = ui::ButtonKind::quiet,
                                                                  .icon = ui::Icon::delete_, .enabled = !form.busy}))
      removed = photo.sha256;
  }
  ui.end_row();
  const bool full = form.photos.size() + static_cast<std::size_t>(form.preparing) >= app::kMostAppealPhotos;
  if (!form.taken && !full) {
    const auto files = ui.file_button("add-photo", {.label = t(app, form.preparing > 0 ? "appeals.preparing" : "appeals.add_photo"), .icon = ui::Icon::camera,
                                                    .enabled = !form.busy && form.preparing == 0, .full_width = true, .camera = false, .several = true, .direct = true});
    if (!files.files.empty()) app.add_appeal_photos(files.files);
  }
  if (removed) app.remove_appeal_photo(*removed);
}

void draw_appeal_dialog(Ui& ui, App& app, const app::VisitResult& result) {
  const app::AppealForm& form = app.state().appeal_form;
  const Item* item = item_of(result, form.item);
  if (!item || !ui.begin_dialog("appeal-dialog", t(app, "appeals.contest_title"))) return;
  ui.space(ui::Space::small);
  ui.text("prompt", in(app, item->prompt), ui::TextStyle::strong);
  ui.text("answer", t(app, "appeals.answered", {words_of(app, *item, result.visit ? result.visit->find(form.item) : nullptr)}));
  ui.text("what", t(app, "appeals.contest_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  const auto text = ui.field("text", {.label = t(app, "appeals.text"), .value = form.text, .type = ui::FieldType::multiline,
                                      .hint = t(app, "appeals.text_hint"),
                                      .error = form.text_missing ? t(app, "reviewing.text_needed") : std::string_view(),
                                      .max_length = 1000, .required = true, .enabled = !form.taken});
  if (text.value) app.type_appeal(*text.value);
  draw_appeal_photos(ui, app, form);
  if (form.taken && !form.busy) ui.banner("taken", ui::Tone::warning, t(app, "appeals.photos_to_come"));
  if (form.failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *form.failure));
  ui.space(ui::Space::medium);
  if (ui.button("yes", {.label = t(app, form.busy ? "reviewing.sending" : form.taken ? "appeals.send_photos" : "appeals.send"), .kind = ui::ButtonKind::primary,
                        .enabled = !form.busy && form.preparing == 0 && app.state().sync.online, .full_width = true}))
    app.send_appeal();
  ui.space(ui::Space::small);
  const bool cancel = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if (ui.end_dialog() || cancel) app.close_dialog();
}

void draw_correction(Ui& ui, App& app, const Item& item, const app::AppealDecisionForm& form) {
  const auto values = app::possible_corrections(item);
  if (values.empty()) return;
  std::vector<std::string> labels;
  std::vector<ui::Option> options;
  for (const AnswerValue& value : values) {
    Answer answer;
    answer.value = value;
    labels.push_back(words_of(app, item, &answer));
  }
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < values.size(); ++i) ids.push_back(std::to_string(i));
  for (std::size_t i = 0; i < values.size(); ++i) options.push_back({.id = ids[i], .label = labels[i]});
  ui.space(ui::Space::medium);
  if (const auto chosen = ui.choice("correction", {.label = t(app, "appeals.right_answer"), .options = &options, .selected = form.answer,
                                                   .draw_label = true, .segmented = false, .required = true}))
    app.choose_correction(*chosen);
  if (form.answer_missing) ui.banner("answer-missing", ui::Tone::bad, t(app, "appeals.answer_needed"));
}

void draw_decision_dialog(Ui& ui, App& app, const app::VisitResult& result) {
  const app::AppealDecisionForm& form = app.state().appeal_decision;
  const Item* item = item_of(result, form.item);
  if (!item || !ui.begin_dialog("appeal-decision", t(app, "appeals.decide_title"))) return;
  ui.space(ui::Space::small);
  ui.text("prompt", in(app, item->prompt), ui::TextStyle::strong);
  ui.text("answer", t(app, "appeals.answered", {words_of(app, *item, result.visit ? result.visit->find(form.item) : nullptr)}));
  ui.text("what", t(app, "appeals.decide_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  const std::vector<ui::Option> verdicts = {{.id = "stands", .label = t(app, "appeals.stands")}, {.id = "right", .label = t(app, "appeals.site_is_right")}};
  std::optional<std::size_t> selected;
  if (form.accepted) selected = *form.accepted ? 1 : 0;
  if (const auto chosen = ui.choice("verdict", {.label = t(app, "appeals.verdict"), .options = &verdicts, .selected = selected,
                                                .draw_label = true, .segmented = false, .required = true}))
    app.choose_verdict(*chosen == 1);
  if (form.verdict_missing) ui.banner("verdict-missing", ui::Tone::bad, t(app, "appeals.verdict_needed"));
  if (form.accepted.value_or(false)) draw_correction(ui, app, *item, form);
  ui.space(ui::Space::medium);
  const auto text = ui.field("text", {.label = t(app, "reviewing.text"), .value = form.text, .type = ui::FieldType::multiline,
                                      .hint = t(app, "appeals.decision_hint"),
                                      .error = form.text_missing ? t(app, "reviewing.text_needed") : std::string_view(),
                                      .max_length = 1000, .required = true});
  if (text.value) app.type_appeal_decision(*text.value);
  if (form.failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *form.failure));
  ui.space(ui::Space::medium);
  if (ui.button("yes", {.label = t(app, form.busy ? "reviewing.sending" : "appeals.decide"), .kind = ui::ButtonKind::primary,
                        .enabled = !form.busy && app.state().sync.online, .full_width = true}))
    app.send_appeal_decision();
  ui.space(ui::Space::small);
  const bool cancel = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if (ui.end_dialog() || cancel) app.close_dialog();
}

}  // namespace

bool can_contest(const App& app, const app::VisitResult& result) {
  return result.status == "approved" && app.state().session && app.state().session->role == "site_manager";
}

void draw_appeals(Ui& ui, App& app, const app::VisitResult& result) {
  const State& state = app.state();
  const auto contested = state.events.value ? app::contested_answers(*state.events.value) : std::vector<app::ContestedAnswer>{};
  if (contested.empty()) return;
  ui.space(ui::Space::large);
  ui.heading("appeals-title", 2, t(app, "appeals.title"));
  ui.begin_group("appeals", ui::GroupRole::list, t(app, "appeals.title"));
  for (const app::ContestedAnswer& one : contested) {
    ui.push_key(ui::Key("appeal", one.id));
    ui.begin_group("appeal", ui::GroupRole::list_item);
    draw_contested(ui, app, result, one);
    ui.end_group();
    ui.pop_key();
    ui.space(ui::Space::small);
  }
  ui.end_group();
}

void draw_appeal_dialogs(Ui& ui, App& app, const app::VisitResult& result) {
  if (app.state().dialog == app::Dialog::appeal) draw_appeal_dialog(ui, app, result);
  if (app.state().dialog == app::Dialog::appeal_decision) draw_decision_dialog(ui, app, result);
}

void draw_open_appeals(Ui& ui, App& app, const app::ReviewQueue& queue) {
  const std::vector<app::OpenAppeal>& appeals = queue.appeals;
  if (appeals.empty()) return;
  ui.heading("appeals-title", 2, t(app, "appeals.title"));
  ui.text("appeals-count", tn(app, "appeals.waiting", queue.appeals_count), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  ui.begin_group("appeals", ui::GroupRole::list, t(app, "appeals.title"));
  // The oldest wait longest; the others follow, or are searched for.
  for (std::size_t index = 0; index < appeals.size(); ++index) {
    const app::OpenAppeal& appeal = appeals[index];
    ui.row(ui::Key("appeal", static_cast<std::int64_t>(index)),
           {.title = appeal.site.name.empty() ? t(app, "quarantine.no_site") : std::string_view(appeal.site.name),
            .subtitle = in(app, appeal.checklist_title),
            .detail = t(app, "quarantine.by_when", {appeal.author, app::moment(app.language(), appeal.at, app.state().zone)}),
            .badge = t(app, "appeals.waits"),
            .badge_tone = ui::Tone::warning,
            .href = app::result_hash(appeal.visit)});
  }
  ui.end_group();
  if (const std::int64_t more = queue.appeals_count - static_cast<std::int64_t>(appeals.size()); more > 0)
    ui.text("more-appeals", tn(app, "appeals.more", more), ui::TextStyle::small);
  ui.space(ui::Space::large);
}

}  // namespace constat::screens

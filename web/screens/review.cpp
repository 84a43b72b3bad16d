// Before sending: what is there, what is missing, and the last word.
#include "web/screens/filling.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_sections(Ui& ui, App& app, const app::OpenVisit& open) {
  ui.heading("sections-title", 2, t(app, "review.sections"));
  ui.begin_group("sections", ui::GroupRole::list, t(app, "review.sections"));
  for (std::size_t index = 0; index < open.checklist.sections.size(); ++index) {
    if (!open.section_has_questions(index)) continue;
    const app::Progress progress = app::progress_of(open, index);
    ui.row(ui::Key("section", open.checklist.sections[index].id.value),
           {.title = in(app, open.checklist.sections[index].title),
            .trailing = t(app, "fill.progress", {std::to_string(progress.answered), std::to_string(progress.total)}),
            .href = app::section_hash(open.visit.id.value, index)});
  }
  ui.end_group();
}

void draw_all_missing(Ui& ui, App& app, const app::OpenVisit& open, const std::vector<app::Missing>& missing) {
  if (missing.empty()) {
    ui.banner("complete", ui::Tone::good, t(app, "review.complete"));
    return;
  }
  ui.banner("incomplete", ui::Tone::warning, tn(app, "review.missing", static_cast<std::int64_t>(missing.size())));
  ui.space(ui::Space::small);
  ui.begin_group("missing", ui::GroupRole::list, t(app, "review.missing_title"));
  for (const app::Missing& one : missing) draw_missing(ui, app, open, one);
  ui.end_group();
}

// Answers that contradict one another, each as a link to the last of its questions.
void draw_contradictions(Ui& ui, App& app, const app::OpenVisit& open) {
  if (open.contradictions.empty()) return;
  ui.space(ui::Space::medium);
  ui.heading("contradictions-title", 2, t(app, "review.contradictions"));
  ui.text("contradictions-what", t(app, "review.contradictions_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  ui.begin_group("contradictions", ui::GroupRole::list, t(app, "review.contradictions"));
  for (const app::Contradiction& one : open.contradictions) {
    const Check& check = open.checklist.checks[one.check];
    const bool is_error = check.severity == Check::Severity::error;
    const ItemRef ref = one.places.back();
    const Item& item = open.checklist.at(ref);
    ui.row(ui::Key("contradiction", check.id.value),
           {.title = in(app, check.message),
            .subtitle = t(app, "fill.numbered", {std::to_string(number_of(open, ref)), in(app, item.prompt)}),
            .badge = t(app, is_error ? "review.contradiction_error" : "review.contradiction_warning"),
            .badge_tone = is_error ? ui::Tone::bad : ui::Tone::warning,
            .href = app::section_hash(open.visit.id.value, ref.section, item.id.value)});
  }
  ui.end_group();
}

struct Readiness {
  bool complete;
  bool contradictory;  // and that has to be confirmed
  bool is_good() const { return complete && !contradictory; }
};

void draw_submit_dialog(Ui& ui, App& app, Readiness ready) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::submit) return;
  const char* title = !ready.complete       ? "review.confirm_incomplete_title"
                      : ready.contradictory ? "review.confirm_contradictory_title"
                                            : "review.confirm_title";
  if (!ui.begin_dialog("submit-dialog", t(app, title))) return;
  if (ready.contradictory) {
    ui.text("contradictory", t(app, "review.confirm_contradictory_what"));
    ui.space(ui::Space::small);
  }
  ui.text("what", t(app, ready.complete ? "review.confirm_what" : "review.confirm_incomplete_what"));
  ui.space(ui::Space::small);
  ui.text("network", t(app, state.sync.online ? "review.confirm_online" : "review.confirm_offline"), ui::TextStyle::secondary);
  if (state.action_failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *state.action_failure));
  ui.space(ui::Space::medium);
  if (ui.button("yes", {.label = t(app, state.action_busy ? "review.submitting" : ready.is_good() ? "review.confirm_yes" : "review.confirm_incomplete_yes"),
                        .kind = ready.is_good() ? ui::ButtonKind::primary : ui::ButtonKind::danger,
                        .icon = ui::Icon::send,
                        .enabled = !state.action_busy,
                        .full_width = true}))
    app.submit_visit();
  ui.space(ui::Space::small);
  const bool cancel = ui.button("no", {.label = t(app, "review.keep_editing"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if (ui.end_dialog() || cancel) app.close_dialog();
}

}  // namespace

void draw_review(Ui& ui, App& app) {
  const app::OpenVisit* found = open_visit_or_explain(ui, app);
  if (!found) return;
  const app::OpenVisit& open = *found;
  const std::vector<app::Missing>& missing = app::missing_of(open);
  const Readiness ready{missing.empty(), app::needs_confirmation(open)};
  begin_screen(ui, app, filling_screen(app, open, app::section_hash(open.visit.id.value, open.section)));
  ui.heading("title", 1, t(app, "review.title"));
  draw_live_score(ui, app, open);
  draw_all_missing(ui, app, open, missing);
  draw_contradictions(ui, app, open);
  draw_notes(ui, app, open);
  ui.space(ui::Space::large);
  draw_sections(ui, app, open);
  ui.space(ui::Space::large);
  if (ui.button("submit", {.label = t(app, ready.complete ? "review.submit" : "review.submit_incomplete"),
                           .kind = ready.is_good() ? ui::ButtonKind::primary : ui::ButtonKind::secondary,
                           .icon = ui::Icon::send,
                           .full_width = true}))
    app.open_dialog(app::Dialog::submit, open.visit.id.value);
  ui.space(ui::Space::small);
  ui.text("after", t(app, "review.after"), ui::TextStyle::small);
  end_screen(ui);
  draw_submit_dialog(ui, app, ready);
}

}  // namespace constat::screens

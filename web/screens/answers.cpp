#include "web/screens/answers.hpp"

#include <algorithm>

#include "web/screens/photos.hpp"

namespace constat::screens {
namespace {

void draw_one(Ui& ui, App& app, const AnswersView& view, const ItemTrace& trace) {
  const Item& item = view.checklist.at(trace.ref);
  const Answer* answer = view.visit.find(item.id.value);
  const std::string words = app::answer_text(app.language(), item, answer);
  ui.push_key(ui::Key("item", item.id.value));
  ui.begin_card(trace.critical_triggered ? ui::Tone::bad : ui::Tone::neutral);
  ui.text("prompt", in(app, item.prompt), ui::TextStyle::strong);
  ui.text("answer", words.empty() ? t(app, "trace.no_answer") : std::string_view(words),
          words.empty() ? ui::TextStyle::secondary : ui::TextStyle::body);
  if (const Answer* before = view.before_appeal && view.before_appeal->count(item.id.value) ? &view.before_appeal->at(item.id.value) : nullptr)
    ui.text("before", t(app, "appeals.corrected", {app::answer_text(app.language(), item, before)}), ui::TextStyle::secondary);
  if (answer && !answer->comment.empty()) ui.text("comment", t(app, "trace.comment", {answer->comment}), ui::TextStyle::secondary);
  if (auto files = app::photos_of(item, answer); !files.empty()) draw_photo_row(ui, app, {item, std::move(files), view.photos});
  if (view.with_points && item.scored) {
    const bool counts = trace.answered && (trace.possible_weighted != 0 || item.role != ItemRole::base);
    ui.fact("points", t(app, item.role == ItemRole::bonus   ? "trace.bonus"
                             : item.role == ItemRole::malus ? "trace.malus"
                                                            : "trace.points"),
            counts ? t(app, "trace.earned_of_possible", {app::points(app.language(), trace.earned_weighted), app::points(app.language(), trace.possible_weighted)})
                   : std::string(t(app, trace.not_applicable ? "trace.does_not_count" : "trace.not_counted")));
  }
  if (trace.critical_triggered)
    ui.badge("critical", t(app, item.critical && item.critical->scope == Critical::Scope::section ? "trace.critical_section"
                                                                                                  : "trace.critical_visit"),
             ui::Tone::bad, ui::Icon::warning);
  if (view.can_contest && ui.button("contest", {.label = t(app, "appeals.contest"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::comment,
                                                .enabled = app.state().sync.online}))
    app.ask_appeal(item.id.value);
  ui.end_card();
  ui.pop_key();
  ui.space(ui::Space::small);
}

}  // namespace

void draw_contradictions(Ui& ui, App& app, const Checklist& checklist, const std::vector<app::Contradiction>& all, ItemRef ref) {
  for (const app::Contradiction& one : all) {
    const bool here = std::any_of(one.places.begin(), one.places.end(), [&](ItemRef place) {
      return place.section == ref.section && place.item == ref.item;
    });
    if (!here) continue;
    const Check& check = checklist.checks[one.check];
    ui.space(ui::Space::small);
    ui.push_key(ui::Key("in", checklist.sections[ref.section].id.value));  // told once in each section
    ui.banner(ui::Key("contradiction", check.id.value),
              check.severity == Check::Severity::error ? ui::Tone::bad : ui::Tone::warning, in(app, check.message));
    ui.pop_key();
    ui.space(ui::Space::small);
  }
}

void draw_answers(Ui& ui, App& app, const AnswersView& view) {
  std::vector<bool> visible;
  for (const ItemTrace& trace : view.score.trace) visible.push_back(trace.visible);
  const std::vector<app::Contradiction> contradictions =
      view.checklist.checks.empty() || visible.empty() ? std::vector<app::Contradiction>{}
                                                       : app::contradictions_of(view.checklist, view.visit, visible);
  std::size_t section = view.checklist.sections.size();
  for (const ItemTrace& trace : view.score.trace) {
    if (!trace.visible) continue;
    if (trace.ref.section != section) {
      section = trace.ref.section;
      const Section& now = view.checklist.sections[section];
      ui.space(ui::Space::medium);
      ui.heading(ui::Key("section", now.id.value), 3, in(app, now.title));
    }
    draw_one(ui, app, view, trace);
    draw_contradictions(ui, app, view.checklist, contradictions, trace.ref);
  }
}

}  // namespace constat::screens

#include "web/screens/filling.hpp"

namespace constat::screens {
namespace {

constexpr float kBriefUnder = 360;

}  // namespace

const app::OpenVisit* open_visit_or_explain(Ui& ui, App& app) {
  const State& state = app.state();
  if (state.open.value && state.open_id == state.route.id) return &*state.open.value;
  begin_screen(ui, app, {.title = std::string(t(app, "fill.bar_title")), .back_href = "#/missions",
                         .back_label = std::string(t(app, "mission.back"))});
  if (state.open.failure && app::is_absent(*state.open.failure)) {
    if (ui.empty_state("gone", ui::Icon::visits, t(app, "fill.gone"), t(app, "fill.gone_what"), t(app, "mission.back")))
      app.go({.page = app::Page::missions}, true);
  } else {
    is_ready(ui, app, state.open);
  }
  end_screen(ui);
  return nullptr;
}

ScreenSpec filling_screen(const App& app, const app::OpenVisit& open, std::string back_href) {
  const app::Progress progress = app::progress_of(open);
  ScreenSpec spec;
  spec.title = std::string(in(app, open.checklist.title));
  spec.back_href = std::move(back_href);
  spec.filling = true;
  spec.progress = progress.total == 0 ? 0.f : static_cast<float>(progress.answered) / static_cast<float>(progress.total);
  spec.progress_label = t(app, "fill.progress", {std::to_string(progress.answered), std::to_string(progress.total)});
  return spec;
}

void draw_live_score(Ui& ui, App& app, const app::OpenVisit& open) {
  if (!open.live_score) return;
  const Language language = app.language();
  const VisitScore& score = open.score;
  const bool provisional = score.status == VisitStatus::incomplete;
  if (!score.score && provisional) return ui.text("live-score", t(app, "fill.score_not_yet"), ui::TextStyle::secondary);
  ui.begin_card();
  ui.fact("live-score", t(app, provisional ? "fill.score_provisional" : "fill.score"), app::percent(language, score.score));
  // The bounds are those of the points alone: a triggered critical item decides over them.
  if (!score.critical.empty()) ui.text("live-critical", t(app, "fill.score_critical"), ui::TextStyle::small, ui::Tone::bad);
  else if (score.score && score.bounds && score.bounds->low != score.bounds->high)
    ui.text("live-bounds", t(app, "fill.score_bounds", {app::percent(language, score.bounds->low), app::percent(language, score.bounds->high)}),
            ui::TextStyle::small);
  ui.end_card();
}

void draw_overall_save_state(Ui& ui, App& app, const app::OpenVisit& open) {
  // On the narrowest phones the bar has room for one word of it.
  const bool brief = ui.content_width() < kBriefUnder;
  switch (app::overall_save_state(open)) {
    case app::SaveState::saving: ui.badge("state", t(app, brief ? "fill.saving_brief" : "fill.saving"), ui::Tone::neutral, ui::Icon::sync); return;
    case app::SaveState::failed: ui.badge("state", t(app, brief ? "fill.not_saved_brief" : "fill.not_saved"), ui::Tone::bad, ui::Icon::error); return;
    case app::SaveState::untouched:
    case app::SaveState::saved: ui.badge("state", t(app, brief ? "fill.saved" : "fill.all_saved"), ui::Tone::good, ui::Icon::check); return;
  }
}

std::size_t number_of(const app::OpenVisit& open, ItemRef ref) { return open.tally.numbers[open.first_item[ref.section] + ref.item]; }

void draw_missing(Ui& ui, App& app, const app::OpenVisit& open, const app::Missing& missing) {
  const Section& section = open.checklist.sections[missing.ref.section];
  const Item& item = open.checklist.at(missing.ref);
  using What = app::Missing::What;
  const char* what = missing.what == What::answer    ? "fill.missing_answer"
                     : missing.what == What::comment ? "fill.missing_comment"
                                                     : "fill.missing_photo";
  const std::string kind = missing.what == What::comment ? "missing-comment" : missing.what == What::photo ? "missing-photo" : "missing";
  ui.row(ui::Key(kind, item.id.value),
         {.title = t(app, "fill.numbered", {std::to_string(number_of(open, missing.ref)), in(app, item.prompt)}),
          .subtitle = in(app, section.title),
          .badge = t(app, what),
          .badge_tone = ui::Tone::warning,
          .href = app::section_hash(open.visit.id.value, missing.ref.section, item.id.value)});
}

}  // namespace constat::screens

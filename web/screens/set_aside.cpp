// One visit that was set aside: why, what it says, for a conflict what differs from the body that counts, and the decision.
#include <string>
#include <vector>

#include "web/screens/answers.hpp"
#include "web/screens/decision.hpp"
#include "web/screens/photos.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

std::string words_of(const App& app, const Item& item, const Answer* answer) {
  std::string words = app::answer_text(app.language(), item, answer);
  if (words.empty()) words = t(app, "trace.no_answer");
  if (answer && !answer->comment.empty()) words += " · " + t(app, "trace.comment", {answer->comment});
  return words;
}

void draw_differences(Ui& ui, App& app, const Checklist& checklist, const Visit& kept, const Visit& other) {
  const std::vector<app::Difference> found = app::differences(checklist, kept, other);
  ui.heading("differences-title", 2, tn(app, "quarantine.differences", static_cast<std::int64_t>(found.size())));
  if (found.empty()) {
    ui.text("no-differences", t(app, "quarantine.no_differences"), ui::TextStyle::secondary);
    return;
  }
  if (ui.is_compact()) {
    // One under the other: what differs is longer than a third of a phone.
    for (const app::Difference& each : found) {
      const Item& item = checklist.at(each.ref);
      ui.push_key(ui::Key("difference", item.id.value));
      ui.begin_card();
      ui.text("prompt", in(app, item.prompt), ui::TextStyle::strong);
      ui.fact("kept", t(app, "quarantine.counts_now"), words_of(app, item, each.kept));
      ui.fact("other", t(app, "quarantine.set_aside"), words_of(app, item, each.other));
      ui.end_card();
      ui.pop_key();
      ui.space(ui::Space::small);
    }
    return;
  }
  const std::vector<ui::Column> columns{{t(app, "quarantine.question"), false, true, 2}, {t(app, "quarantine.counts_now"), false, false, 2},
                                        {t(app, "quarantine.set_aside"), false, false, 2}};
  ui.table("differences", {.label = t(app, "quarantine.differences_label"),
                           .columns = &columns,
                           .row_count = found.size(),
                           .cells = [&](std::size_t row, std::vector<ui::Cell>& cells) {
                             const Item& item = checklist.at(found[row].ref);
                             cells.push_back({std::string(in(app, item.prompt))});
                             cells.push_back({words_of(app, item, found[row].kept)});
                             cells.push_back({words_of(app, item, found[row].other)});
                           },
                           .row_key = [&](std::size_t row) { return checklist.at(found[row].ref).id.value; }});
}

void draw_facts(Ui& ui, App& app, const app::SetAsideVisit& visit, const app::VisitResult* result) {
  ui.heading("title", 1, visit.site.name.empty() ? t(app, "quarantine.no_site") : std::string_view(visit.site.name));
  ui.text("checklist", in(app, visit.checklist_title), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  ui.banner("reason", ui::Tone::warning, app::coded(app.language(), "quarantine.reason", visit.reason));
  ui.space(ui::Space::medium);
  ui.begin_card();
  ui.fact("who", t(app, "quarantine.investigator"), visit.investigator);
  ui.fact("received", t(app, "quarantine.received_at"), app::moment(app.language(), visit.received_at, app.state().zone));
  ui.fact("revision", t(app, "quarantine.revision"), std::to_string(visit.revision));
  if (visit.score) ui.fact("score", t(app, "quarantine.score"), app::percent(app.language(), visit.score->score));
  if (result && !result->problems.empty()) ui.fact("problems", t(app, "quarantine.problems"), std::to_string(result->problems.size()));
  ui.end_card();
}

void draw_body(Ui& ui, App& app, const app::SetAsideVisit& visit, const app::VisitResult& result) {
  const app::VisitBody* other = result.other(visit.sha256);
  const Visit* shown = other ? other->visit ? &*other->visit : nullptr : result.visit ? &*result.visit : nullptr;
  if (!result.checklist) {
    ui.banner("no-checklist", ui::Tone::warning, t(app, "quarantine.no_checklist"));
    return;
  }
  if (!shown) {
    ui.banner("unreadable", ui::Tone::bad, t(app, "quarantine.unreadable"));
    return;
  }
  if (other && result.visit) {
    draw_differences(ui, app, *result.checklist, *result.visit, *shown);
    ui.space(ui::Space::large);
  }
  std::int64_t index = 0;
  if (!other)
    for (const Problem& problem : result.problems)
      ui.text(ui::Key("problem", index++), describe(app.language(), problem), ui::TextStyle::secondary);
  ui.heading("answers-title", 2, t(app, "quarantine.answers"));
  const auto& explained = app.state().explanation;
  const VisitScore* score = other ? other->trace ? &*other->trace : nullptr : explained ? &explained->score : nullptr;
  if (score) draw_answers(ui, app, {*result.checklist, *shown, *score, true, result.photos});
}

}  // namespace

void draw_set_aside(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "quarantine.bar_title")), .back_href = "#/quarantine",
                         .back_label = std::string(t(app, "quarantine.title"))});
  bool found = false;
  if (is_ready(ui, app, state.quarantine)) {
    const app::SetAsideVisit* visit = state.quarantine.value->visit(state.route.sha256);
    found = visit != nullptr;
    const bool loaded = state.result.value && state.result.value->id == state.route.id;
    if (!visit) {
      if (ui.empty_state("gone", ui::Icon::inbox, t(app, "quarantine.gone"), t(app, "quarantine.gone_what"), t(app, "quarantine.to_visit")))
        app.go({.page = app::Page::result, .id = state.route.id});
    } else {
      draw_facts(ui, app, *visit, loaded ? &*state.result.value : nullptr);
      ui.space(ui::Space::medium);
      draw_decision_buttons(ui, app, Decides::visit, visit->sha256);
      draw_events(ui, app);
      ui.space(ui::Space::large);
      if (is_ready(ui, app, state.result) && loaded) draw_body(ui, app, *visit, *state.result.value);
    }
  }
  end_screen(ui);
  draw_photo_dialogs(ui, app);
  if (found) draw_decision_dialog(ui, app, Decides::visit);
}

}  // namespace constat::screens

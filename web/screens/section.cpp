// One section of the open visit a page: "#/visit/ID/section/N".
#include <algorithm>

#include "web/screens/answers.hpp"
#include "web/screens/filling.hpp"
#include "web/screens/items/item.hpp"
#include "web/screens/photos.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_items(Ui& ui, App& app, const app::OpenVisit& open, std::size_t index) {
  const Section& section = open.checklist.sections[index];
  bool any = false;
  ui.begin_long_list("items");
  for (std::size_t i = 0; i < section.items.size(); ++i) {
    // Re-read each time: an answer given above may have shown or hidden what follows.
    const ItemRef ref{index, i};
    if (!open.is_visible(ref)) continue;
    const Item& item = section.items[i];
    if (any) ui.space(ui::Space::medium);
    any = true;
    if (!ui.begin_part(ui::Key("item", item.id.value), app.state().reveal_item == item.id.value)) continue;
    // A copy: the widgets may change the answer while it is drawn.
    std::optional<Answer> answer;
    if (const Answer* now = open.answer(item.id.value)) answer = *now;
    draw_item(ui, app, {open, item, answer ? &*answer : nullptr, number_of(open, ref), std::string(in(app, item.prompt))});
    draw_contradictions(ui, app, open.checklist, open.contradictions, ref);
    ui.end_part();
  }
  ui.end_long_list();
  if (!any) ui.empty_state("empty", ui::Icon::info, t(app, "fill.section_empty"), t(app, "fill.section_empty_what"));
}

// One tap to the next required question without an answer, wherever it stands; nothing when there is none.
void draw_next_unanswered(Ui& ui, App& app, const app::OpenVisit& open, ui::Key key, bool below) {
  if (!app::next_unanswered(open, open.section, app.state().route.item)) return;
  const bool pressed = ui.button(key, {.label = t(app, "fill.next_unanswered"),
                                       .kind = below ? ui::ButtonKind::secondary : ui::ButtonKind::quiet,
                                       .icon = ui::Icon::expand_more, .full_width = below});
  if (!pressed) return;
  if (const auto next = app.go_to_next_unanswered())
    ui.announce(t(app, "fill.next_unanswered_is", {in(app, open.checklist.at(*next).prompt), in(app, open.checklist.sections[next->section].title)}));
}

void draw_steps(Ui& ui, App& app, const app::OpenVisit& open, std::size_t index) {
  const std::string& id = open.visit.id.value;
  if (!ui.begin_bottom_bar()) return;
  const auto previous = open.previous_section(index);
  if (ui.button("previous", {.label = t(app, "fill.previous"), .kind = ui::ButtonKind::secondary, .icon = ui::Icon::back,
                             .enabled = previous.has_value(), .icon_only = ui.is_compact()}) && previous)
    app.go({.page = app::Page::visit_section, .id = id, .section = *previous});
  if (ui.button("undo", {.label = t(app, "fill.undo"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::undo,
                         .enabled = !open.changes.empty(), .icon_only = ui.is_compact()})) {
    if (const auto undone = app.undo())
      ui.announce(t(app, "fill.undone", {in(app, open.checklist.at(*open.checklist.find(*undone)).prompt)}));
  }
  draw_overall_save_state(ui, app, open);
  const auto next = open.next_section(index);
  if (ui.button("next", {.label = t(app, next ? "fill.next" : "fill.to_review"), .kind = ui::ButtonKind::primary})) {
    if (next) app.go({.page = app::Page::visit_section, .id = id, .section = *next});
    else app.go({.page = app::Page::visit_review, .id = id});
  }
  ui.end_bottom_bar();
}

}  // namespace

void draw_section(Ui& ui, App& app) {
  const app::OpenVisit* found = open_visit_or_explain(ui, app);
  if (!found) return;
  const app::OpenVisit& open = *found;
  const std::string visit_id = open.visit.id.value;
  const std::size_t index = std::min(app.state().route.section, open.checklist.sections.size() - 1);
  const Section& section = open.checklist.sections[index];
  begin_screen(ui, app, filling_screen(app, open, "#/missions"));
  ui.text("position", t(app, "fill.position", {std::to_string(index + 1), std::to_string(open.checklist.sections.size())}),
          ui::TextStyle::small);
  ui.space(ui::Space::tight);
  ui.heading("title", 1, in(app, section.title));
  if (open.returned) {
    ui.space(ui::Space::small);
    ui.banner("returned", ui::Tone::warning, t(app, "reviewing.says", {open.returned->text}));
    ui.space(ui::Space::small);
  }
  draw_live_score(ui, app, open);
  ui.begin_row();
  ui.link("unanswered", t(app, "fill.see_unanswered"), app::unanswered_hash(visit_id), ui::Icon::list);
  ui.link("review", t(app, "fill.see_review"), app::review_hash(visit_id), ui::Icon::send);
  ui.end_row();
  ui.begin_row();
  if (ui.button("scenario", {.label = t(app, "fill.scenario"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::info})) app.open_scenario();
  if (ui.button("discreet", {.label = t(app, "fill.discreet"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::visibility_off})) app.enter_discreet();
  draw_next_unanswered(ui, app, open, "next-unanswered-above", false);
  ui.end_row();
  draw_notes(ui, app, open);
  ui.space(ui::Space::medium);
  draw_items(ui, app, open, index);
  ui.space(ui::Space::medium);
  draw_next_unanswered(ui, app, open, "next-unanswered", true);
  end_screen(ui);
  draw_steps(ui, app, open, index);
  draw_photo_dialogs(ui, app);
  draw_signature_dialog(ui, app);
  draw_scenario_dialog(ui, app, open);
}

}  // namespace constat::screens

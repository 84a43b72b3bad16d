#include "web/screens/items/item.hpp"

#include <algorithm>

#include "shared/visit/validate.hpp"

namespace constat::screens {
namespace {

void draw_widget(Ui& ui, App& app, const ItemView& view) {
  switch (view.item.type) {
    case ItemType::choice: return draw_choice(ui, app, view);
    case ItemType::multi_choice: return draw_multi_choice(ui, app, view);
    case ItemType::scale: return draw_scale(ui, app, view);
    case ItemType::number: return draw_number(ui, app, view);
    case ItemType::duration: return draw_duration(ui, app, view);
    case ItemType::text:
    case ItemType::date:
    case ItemType::time: return draw_text_item(ui, app, view);
    case ItemType::photo: return draw_photo_item(ui, app, view);
    case ItemType::signature: return draw_signature(ui, app, view);
    case ItemType::location: return draw_location(ui, app, view);
    case ItemType::barcode: return draw_barcode(ui, app, view);
  }
}

void draw_help(Ui& ui, App& app, const ItemView& view) {
  if (view.item.help.empty()) return;
  const std::string& id = view.item.id.value;
  const bool is_open = view.open.open_help.count(id) > 0;
  if (ui.disclosure("help", t(app, "fill.help"), is_open)) app.toggle_help(id);
  if (is_open) ui.text("help-text", in(app, view.item.help), ui::TextStyle::secondary);
}

void draw_comment(Ui& ui, App& app, const ItemView& view, bool demanded) {
  const std::string& id = view.item.id.value;
  const std::string_view value = view.answer ? std::string_view(view.answer->comment) : std::string_view();
  const bool is_open = demanded || !value.empty() || view.open.open_comments.count(id) > 0;
  if (!is_open) return;
  ui.space(ui::Space::small);
  const auto event = ui.field("comment", {.label = t(app, demanded ? "fill.comment_needed" : "fill.comment"),
                                          .value = value,
                                          .type = ui::FieldType::multiline,
                                          .hint = demanded && value.empty() ? t(app, "fill.comment_why") : std::string_view(),
                                          .max_length = 4000,
                                          .required = demanded});
  if (event.value) app.comment(id, *event.value);
}

void draw_save_mark(Ui& ui, App& app, const ItemView& view) {
  const auto found = view.open.marks.find(view.item.id.value);
  if (found == view.open.marks.end()) return;
  switch (found->second.state) {
    case app::SaveState::untouched: return;
    case app::SaveState::saving: ui.badge("mark", t(app, "fill.saving"), ui::Tone::neutral); return;
    case app::SaveState::saved: ui.badge("mark", t(app, "fill.saved"), ui::Tone::good, ui::Icon::check); return;
    case app::SaveState::failed: ui.badge("mark", t(app, "fill.not_saved"), ui::Tone::bad, ui::Icon::error); return;
  }
}

void draw_footer(Ui& ui, App& app, const ItemView& view, bool comment_shown, bool photos_shown) {
  const std::string& id = view.item.id.value;
  // Photos and signatures leave one by one, with a question; only then may the answer become another.
  const bool files = app::keeps_files(view.item.type);
  const bool answered = view.answer && !is_blank(view.item, *view.answer);
  const bool na = view.answer && view.answer->is_not_applicable();
  ui.begin_row();
  // A choice shows "not applicable" among its options.
  if (view.item.na_allowed && view.item.type != ItemType::choice && !(files && answered && !view.answer->is_not_applicable())) {
    if (ui.button("na", {.label = t(app, "app.not_applicable"), .kind = ui::ButtonKind::secondary, .pressed = na})) {
      if (na) app.clear_answer(id);
      else app.answer(id, NotApplicable{});
    }
  }
  if (!comment_shown && ui.button("add-comment", {.label = t(app, "fill.add_comment"), .kind = ui::ButtonKind::quiet,
                                                  .icon = ui::Icon::comment}))
    app.toggle_comment(id);
  if (!photos_shown && !files && ui.button("add-photo", {.label = t(app, "capture.add"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::camera}))
    app.toggle_photos(id);
  if (answered && !na && !files &&
      ui.button("clear", {.label = t(app, "fill.clear"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::reset,
                          .icon_only = ui.is_compact()}))
    app.clear_answer(id);
  draw_save_mark(ui, app, view);
  ui.end_row();
  const auto mark = view.open.marks.find(id);
  if (mark != view.open.marks.end() && mark->second.state == app::SaveState::failed &&
      ui.banner("save-failure", ui::Tone::bad,
                t(app, "fill.not_saved_why", {app::reason(app.language(), mark->second.failure)}), t(app, "app.try_again")))
    app.retry_save(id);
}

}  // namespace

void draw_item(Ui& ui, App& app, const ItemView& view) {
  const std::string& id = view.item.id.value;
  const MissingEvidence evidence = view.answer ? missing_evidence(view.item, *view.answer) : MissingEvidence{};
  Answer without_comment = view.answer ? *view.answer : Answer{};
  without_comment.comment.clear();
  // Still demanded once written: the field keeps its place and its name while the user types.
  const bool demanded = missing_evidence(view.item, without_comment).comment;
  const bool has_comment = view.answer && !view.answer->comment.empty();
  const bool comment_shown = demanded || has_comment || view.open.open_comments.count(id) > 0;

  // A field named "Number" or "Comment" belongs to its question for those who cannot see the card around it.
  ui.begin_group(ui::Key("item", id), ui::GroupRole::group, view.prompt);
  ui.begin_card(evidence.any() ? ui::Tone::warning : ui::Tone::neutral);
  ui.heading("prompt", 2, t(app, "fill.numbered", {std::to_string(view.number), view.prompt}), 3);
  if (app.state().reveal_item == id) {
    ui.scroll_to("prompt");
    if (app.state().focus_revealed) ui.focus("prompt");
    app.revealed();
  }
  if (const auto& back = view.open.returned; back && std::find(back->items.begin(), back->items.end(), id) != back->items.end())
    ui.badge("redo", t(app, "reviewing.redo_this"), ui::Tone::warning, ui::Icon::reset);
  if (!view.item.required) ui.text("optional", t(app, "fill.optional"), ui::TextStyle::small);
  if (const auto judged = view.open.discreet.judged.find(id); judged != view.open.discreet.judged.end())
    ui.text("judged", t(app, "discreet.judged_at", {app::local_time(judged->second, app.state().zone).substr(11, 5)}), ui::TextStyle::small);
  draw_help(ui, app, view);
  ui.space(ui::Space::small);
  draw_widget(ui, app, view);
  draw_comment(ui, app, view, demanded);
  const bool photos_shown = shows_evidence(view, evidence.photo);
  if (photos_shown) draw_evidence(ui, app, view, evidence.photo);
  ui.space(ui::Space::small);
  draw_footer(ui, app, view, comment_shown, photos_shown);
  ui.end_card();
  ui.end_group();
}

}  // namespace constat::screens

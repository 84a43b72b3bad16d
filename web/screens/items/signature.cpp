#include "web/screens/items/item.hpp"
#include "web/screens/photos.hpp"

namespace constat::screens {

void draw_signature(Ui& ui, App& app, const ItemView& view) {
  if (view.answer && view.answer->is_not_applicable()) return;
  const std::string& id = view.item.id.value;
  const std::vector<std::string> files = app::photos_of(view.item, view.answer);
  if (!files.empty()) draw_photo_row(ui, app, {view.item, files, app::shown_photos(view.open.photo_facts), true});
  const auto capture = view.open.captures.find(id);
  if (capture != view.open.captures.end() && capture->second.failure)
    ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *capture->second.failure));
  if (ui.button("sign", {.label = t(app, files.empty() ? "capture.sign" : "capture.sign_again"),
                         .kind = files.empty() ? ui::ButtonKind::primary : ui::ButtonKind::secondary,
                         .icon = ui::Icon::signature}))
    app.begin_signature(id);
}

void draw_signature_dialog(Ui& ui, App& app) {
  if (app.state().dialog != app::Dialog::signature || !app.state().signing) return;
  // A copy: what is pressed changes the state that is drawn from.
  const app::Signing signing = *app.state().signing;
  if (!ui.begin_dialog("signature-dialog", t(app, "capture.sign_title"))) return;
  ui.text("what", t(app, "capture.sign_what"), ui::TextStyle::secondary);
  const ui::PadEvent drawn = ui.pad("pad", t(app, signing.is_blank() ? "capture.pad" : "capture.pad_used"));
  if (drawn.strokes) app.drawn_on(*drawn.strokes);
  for (const int file : drawn.files) app.signature_taken(file);
  ui.begin_row();
  if (ui.button("undo", {.label = t(app, "capture.undo"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::undo, .enabled = signing.strokes > 0}))
    ui.pad_order("pad", ui::PadOrder::undo);
  if (ui.button("clear", {.label = t(app, "capture.clear"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::reset, .enabled = !signing.is_blank()})) {
    app.type_signature({});
    ui.pad_order("pad", ui::PadOrder::clear);
  }
  ui.end_row();
  const auto name = ui.field("name", {.label = t(app, "capture.sign_name"), .value = signing.name, .autocomplete = "off", .max_length = 80});
  if (name.value) {
    app.type_signature(*name.value);
    ui.pad_order("pad", ui::PadOrder::write, *name.value);
  }
  if (signing.failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *signing.failure));
  ui.space(ui::Space::medium);
  if (ui.button("use", {.label = t(app, signing.busy ? "capture.sign_keeping" : "capture.sign_use"), .kind = ui::ButtonKind::primary,
                        .icon = ui::Icon::check, .enabled = !signing.is_blank() && !signing.busy, .full_width = true}))
    ui.pad_order("pad", ui::PadOrder::take);
  ui.space(ui::Space::small);
  const bool cancel = ui.button("cancel", {.label = t(app, "capture.sign_cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if (ui.end_dialog() || cancel) app.close_dialog();
}

}  // namespace constat::screens

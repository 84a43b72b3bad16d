// Photos as the answer, and photos beside one: thumbnails, camera, gallery, and what went wrong.
#include "web/screens/items/item.hpp"
#include "web/screens/photos.hpp"

namespace constat::screens {
namespace {

const app::Capture& capture_of(const ItemView& view) {
  static const app::Capture kNothing;
  const auto found = view.open.captures.find(view.item.id.value);
  return found == view.open.captures.end() ? kNothing : found->second;
}

// One of the two ways to a photo. Its element stays while the picker is open: the photo arrives there.
void draw_way(Ui& ui, App& app, const ItemView& view, bool camera, ui::FileSpec spec) {
  const std::string& id = view.item.id.value;
  const char* key = camera ? "camera" : "gallery";
  spec.camera = camera;
  spec.several = !camera;
  spec.direct = view.open.awaited && view.open.awaited->item == id;
  const ui::FileEvent event = ui.file_button(key, spec);
  if (event.pressed) app.want_photo(id, camera);
  if (app.take_picker(id, camera)) ui.pick(key);
  if (event.refused) app.picker_refused(id);
  if (event.cancelled) app.forget_awaited_photo(id);
  app.photos_chosen(id, event.files);
}

void draw_ways(Ui& ui, App& app, const ItemView& view, bool first) {
  const std::string& id = view.item.id.value;
  const app::Capture& capture = capture_of(view);
  const bool found_again = view.open.awaited && view.open.awaited->item == id && view.open.awaited->found_again && !capture.is_working();
  if (found_again) ui.banner("awaiting", ui::Tone::warning, t(app, "capture.awaiting"));
  ui.begin_row();
  draw_way(ui, app, view, true, {.label = t(app, found_again ? "capture.take_again" : "capture.take"),
                                 .kind = first || found_again ? ui::ButtonKind::primary : ui::ButtonKind::secondary});
  draw_way(ui, app, view, false, {.label = t(app, "capture.choose"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::gallery});
  if (found_again && ui.button("not-needed", {.label = t(app, "capture.not_needed"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::close}))
    app.forget_awaited_photo(id);
  ui.end_row();
  if (capture.needs_tap) ui.text("tap-again", t(app, "capture.tap_again"), ui::TextStyle::small);
}

void draw_photos(Ui& ui, App& app, const ItemView& view, bool needed) {
  const std::vector<std::string> files = app::photos_of(view.item, view.answer);
  if (!files.empty()) draw_photo_row(ui, app, {view.item, files, app::shown_photos(view.open.photo_facts), true});
  const app::Capture capture = capture_of(view);
  if (capture.is_working()) {
    ui.progress("working", t(app, "capture.processing", {std::to_string(capture.done + 1), std::to_string(capture.total)}),
                static_cast<double>(capture.done), static_cast<double>(capture.total));
  }
  if (capture.failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *capture.failure));
  if (files.size() >= kMostPhotos) ui.text("most", t(app, "capture.most", {std::to_string(kMostPhotos)}), ui::TextStyle::small);
  else draw_ways(ui, app, view, needed);
}

}  // namespace

void draw_photo_item(Ui& ui, App& app, const ItemView& view) {
  if (view.answer && view.answer->is_not_applicable()) return;
  draw_photos(ui, app, view, app::photos_of(view.item, view.answer).empty());
}

bool shows_evidence(const ItemView& view, bool demanded) {
  const std::string& id = view.item.id.value;
  if (app::keeps_files(view.item.type)) return false;
  const app::Capture& capture = capture_of(view);
  return demanded || (view.answer && !view.answer->photos.empty()) || view.open.open_photos.count(id) > 0 || capture.is_working() ||
         capture.preparing || capture.ready || (view.open.awaited && view.open.awaited->item == id);
}

void draw_evidence(Ui& ui, App& app, const ItemView& view, bool demanded) {
  ui.space(ui::Space::small);
  if (demanded) ui.text("photo-needed", t(app, "capture.needed"), ui::TextStyle::strong, ui::Tone::warning);
  draw_photos(ui, app, view, demanded);
}

}  // namespace constat::screens

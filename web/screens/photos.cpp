#include "web/screens/photos.hpp"

namespace constat::screens {
namespace {

std::string flaw_text(const App& app, const std::string& code) { return app::coded(app.language(), "capture.flaw", code); }

void draw_large(Ui& ui, App& app, const app::ViewedPhoto& photo) {
  if (!ui.begin_dialog("photo-dialog", t(app, "capture.view_title"))) return;
  ui.picture(ui::Key("large", photo.sha256),
             {.sha256 = photo.sha256, .name = photo.title, .missing = t(app, "capture.not_here"), .large = true,
              .aspect = photo.width > 0 ? static_cast<float>(photo.height / photo.width) : 0.F});
  ui.space(ui::Space::small);
  ui.text("photo-title", photo.title);
  if (!photo.detail.empty()) ui.text("detail", photo.detail, ui::TextStyle::secondary);
  std::int64_t index = 0;
  for (const std::string& flaw : photo.flaws) ui.badge(ui::Key("flaw", index++), flaw_text(app, flaw), ui::Tone::warning, ui::Icon::warning);
  ui.space(ui::Space::medium);
  bool close = ui.button("close", {.label = t(app, "capture.close"), .kind = ui::ButtonKind::primary, .full_width = true});
  if (photo.removable) {
    ui.space(ui::Space::small);
    if (ui.button("remove", {.label = t(app, "capture.remove"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::delete_, .full_width = true}))
      app.ask_to_remove_photo();
  }
  close = ui.end_dialog() || close;
  if (close) app.close_dialog();
}

void draw_question(Ui& ui, App& app) {
  if (!ui.begin_dialog("remove-photo-dialog", t(app, "capture.remove_title"))) return;
  ui.text("what", t(app, "capture.remove_what"));
  ui.space(ui::Space::medium);
  const bool remove = ui.button("yes", {.label = t(app, "capture.remove_yes"), .kind = ui::ButtonKind::danger, .icon = ui::Icon::delete_, .full_width = true});
  ui.space(ui::Space::small);
  const bool keep = ui.button("no", {.label = t(app, "capture.keep"), .kind = ui::ButtonKind::quiet, .full_width = true});
  const bool left = ui.end_dialog() || keep;
  if (remove) app.remove_viewed_photo();
  else if (left) app.close_dialog();
}

}  // namespace

void draw_photo_row(Ui& ui, App& app, const PhotoRow& row) {
  const State& state = app.state();
  const bool signature = row.item.type == ItemType::signature;
  ui.begin_row();
  for (std::size_t i = 0; i < row.files.size(); ++i) {
    const std::string& file = row.files[i];
    const auto found = row.known.find(file);
    const app::ShownPhoto shown = found == row.known.end() ? app::ShownPhoto{} : found->second;
    const std::string place = signature ? std::string(t(app, "capture.signature"))
                                        : t(app, "capture.photo_of", {std::to_string(i + 1), std::to_string(row.files.size())});
    const std::string caption = shown.missing ? std::string(t(app, "capture.not_received")) : app::hour(shown.taken_at, state.zone);
    if (ui.picture(ui::Key("photo", file), {.sha256 = file, .name = place, .caption = caption, .missing = t(app, "capture.not_here"), .sheet = signature})) {
      const std::string when = shown.taken_at.empty() ? std::string()
                                                      : t(app, "capture.taken", {app::moment(app.language(), shown.taken_at, state.zone)});
      app.view_photo({row.item.id.value, file, std::string(in(app, row.item.prompt)), when, shown.flaws, shown.width, shown.height, row.removable});
    }
  }
  ui.end_row();
  for (const std::string& file : row.files)
    if (const auto found = row.known.find(file); found != row.known.end())
      for (const std::string& flaw : found->second.flaws)
        ui.badge(ui::Key("flaw " + flaw, file), flaw_text(app, flaw), ui::Tone::warning, ui::Icon::warning);
}

void draw_photo_dialogs(Ui& ui, App& app) {
  const State& state = app.state();
  if (!state.viewed) return;
  // A copy: closing changes the state that is drawn from.
  const app::ViewedPhoto photo = *state.viewed;
  if (state.dialog == app::Dialog::photo) draw_large(ui, app, photo);
  else if (state.dialog == app::Dialog::remove_photo) draw_question(ui, app);
}

}  // namespace constat::screens

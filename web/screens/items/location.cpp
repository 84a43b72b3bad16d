#include "web/screens/items/item.hpp"

namespace constat::screens {

void draw_location(Ui& ui, App& app, const ItemView& view) {
  const std::string& id = view.item.id.value;
  const auto* place = view.answer ? std::get_if<LocationValue>(&view.answer->value) : nullptr;
  const auto found = view.open.captures.find(id);
  const app::Capture capture = found == view.open.captures.end() ? app::Capture{} : found->second;
  if (place) ui.fact("position", t(app, "capture.position"), app::position(app.language(), *place));
  if (capture.failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *capture.failure));
  if (ui.button("locate", {.label = t(app, capture.looking ? "capture.locating" : place ? "capture.locate_again" : "capture.locate"),
                           .kind = place ? ui::ButtonKind::secondary : ui::ButtonKind::primary,
                           .icon = ui::Icon::locate,
                           .enabled = !capture.looking}))
    app.locate(id);
  if (!place) ui.text("what", t(app, "capture.locate_what"), ui::TextStyle::small);
}

}  // namespace constat::screens

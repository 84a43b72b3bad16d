#include "web/screens/items/item.hpp"

namespace constat::screens {

void draw_barcode(Ui& ui, App& app, const ItemView& view) {
  const std::string& id = view.item.id.value;
  const auto* code = view.answer ? std::get_if<TextValue>(&view.answer->value) : nullptr;
  const auto found = view.open.captures.find(id);
  const app::Capture capture = found == view.open.captures.end() ? app::Capture{} : found->second;
  if (app.state().can_scan) {
    // The picture is only read, never kept: nothing has to be saved before the camera opens.
    const ui::FileEvent event = ui.file_button("scan", {.label = t(app, capture.looking ? "capture.scanning" : "capture.scan"),
                                                        .icon = ui::Icon::scan, .enabled = !capture.looking, .direct = true});
    if (!event.files.empty()) app.scan(id, event.files.front());
  }
  if (capture.failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *capture.failure));
  const auto event = ui.field("answer", {.label = t(app, "capture.code"), .value = code ? std::string_view(*code) : std::string_view(),
                                         .hint = t(app, "capture.code_hint"), .max_length = 500, .required = view.item.required});
  if (!event.value) return;
  if (event.value->empty()) app.answer(id, Unanswered{});
  else app.answer(id, *event.value);
}

}  // namespace constat::screens

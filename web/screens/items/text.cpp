#include "web/screens/items/item.hpp"

namespace constat::screens {

void draw_text_item(Ui& ui, App& app, const ItemView& view) {
  const auto* value = view.answer ? std::get_if<TextValue>(&view.answer->value) : nullptr;
  ui::FieldSpec spec;
  spec.value = value ? std::string_view(*value) : std::string_view();
  spec.required = view.item.required;
  const std::string date = value && view.item.type == ItemType::date ? format_date(app.language(), *value) : std::string();
  switch (view.item.type) {
    case ItemType::date:
      spec.type = ui::FieldType::date;
      spec.label = t(app, "fill.date");
      spec.display = date;
      break;
    case ItemType::time:
      spec.type = ui::FieldType::time;
      spec.label = t(app, "fill.time");
      break;
    default:
      spec.type = ui::FieldType::multiline;
      spec.label = t(app, "fill.text");
      spec.max_length = 4000;
      break;
  }
  const auto event = ui.field("answer", spec);
  if (!event.value) return;
  if (event.value->empty()) app.answer(view.item.id.value, Unanswered{});
  else app.answer(view.item.id.value, *event.value);
}

}  // namespace constat::screens

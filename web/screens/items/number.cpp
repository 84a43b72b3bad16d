#include "web/screens/items/item.hpp"

namespace constat::screens {

void draw_number(Ui& ui, App& app, const ItemView& view) {
  const std::string& id = view.item.id.value;
  const auto typed = view.open.typed.find(id);
  const bool is_typing = typed != view.open.typed.end();
  const auto* number = view.answer ? std::get_if<NumberValue>(&view.answer->value) : nullptr;
  std::string value = is_typing ? typed->second : number ? number->decimal : std::string();
  if (!is_typing && app.language() == Language::french)
    if (const auto point = value.find('.'); point != std::string::npos) value[point] = ',';
  // While the field has the focus, a half-written number is no error yet.
  const bool wrong = is_typing && !number && !ui.is_focused("answer");
  const auto event = ui.field("answer", {.label = t(app, "fill.number"),
                                         .value = value,
                                         .type = ui::FieldType::decimal,
                                         .error = wrong ? t(app, "fill.number_wrong") : std::string_view(),
                                         .max_length = 12,
                                         .required = view.item.required});
  if (event.value) app.type_number(id, *event.value);
  if (event.committed) app.finish_typing(id);
}

}  // namespace constat::screens

#include <cstdlib>

#include "web/screens/items/item.hpp"

namespace constat::screens {

void draw_scale(Ui& ui, App& app, const ItemView& view) {
  const auto* number = view.answer ? std::get_if<NumberValue>(&view.answer->value) : nullptr;
  ui::ScaleSpec spec;
  spec.label = t(app, "fill.answer");
  spec.min = static_cast<int>(view.item.min);
  spec.max = static_cast<int>(view.item.max);
  spec.style = view.item.style == ScaleStyle::stars     ? ui::ScaleSpec::Style::stars
               : view.item.style == ScaleStyle::smileys ? ui::ScaleSpec::Style::smileys
                                                        : ui::ScaleSpec::Style::numbers;
  if (number) spec.value = std::atoi(number->decimal.c_str());
  spec.required = view.item.required;
  if (const auto pressed = ui.scale("answer", spec)) app.answer(view.item.id.value, NumberValue{std::to_string(*pressed)});
}

}  // namespace constat::screens

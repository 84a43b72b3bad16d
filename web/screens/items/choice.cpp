#include <vector>

#include "web/app/selection.hpp"
#include "web/screens/items/item.hpp"

namespace constat::screens {

void draw_choice(Ui& ui, App& app, const ItemView& view) {
  std::vector<ui::Option> options;
  std::optional<std::size_t> selected;
  const auto* chosen = view.answer ? std::get_if<TextValue>(&view.answer->value) : nullptr;
  for (const Choice& choice : view.item.choices) {
    if (chosen && *chosen == choice.id.value) selected = options.size();
    options.push_back({choice.id.value, in(app, choice.label), ui::Tone::accent});
  }
  // The id cannot meet a choice's: those are [a-z][a-z0-9_-]*.
  if (view.item.na_allowed) {
    if (view.answer && view.answer->is_not_applicable()) selected = options.size();
    options.push_back({"/na", t(app, "app.not_applicable"), ui::Tone::neutral});
  }
  const auto pressed = ui.choice("answer", {.label = t(app, "fill.answer"), .options = &options, .selected = selected,
                                            .required = view.item.required});
  if (!pressed) return;
  if (*pressed < view.item.choices.size()) app.answer(view.item.id.value, view.item.choices[*pressed].id.value);
  else app.answer(view.item.id.value, NotApplicable{});
}

void draw_multi_choice(Ui& ui, App& app, const ItemView& view) {
  const auto* list = view.answer ? std::get_if<ListValue>(&view.answer->value) : nullptr;
  const auto holds = [&](const std::string& id) {
    if (list)
      for (const std::string& one : *list)
        if (one == id) return true;
    return false;
  };
  for (const Choice& choice : view.item.choices) {
    const auto changed = ui.checkbox(ui::Key("choice", choice.id.value), in(app, choice.label), holds(choice.id.value));
    if (!changed) continue;
    app.answer(view.item.id.value, app::with_choice(view.item, list, choice.id.value, *changed));
    return;
  }
  // "None of these" is an answer; nothing ticked is not.
  if (app::has_none_choice(view.item)) return;
  if (const auto none = ui.checkbox("none", t(app, "fill.none_of_these"), list && list->empty())) {
    if (*none) app.answer(view.item.id.value, ListValue{});
    else app.answer(view.item.id.value, Unanswered{});
  }
}

}  // namespace constat::screens

// One question of the open visit as a card: prompt, help, its widget, comment, and the mark of its save.
#pragma once

#include <string>

#include "web/screens/common.hpp"

namespace constat::screens {

struct ItemView {
  const app::OpenVisit& open;
  const Item& item;
  const Answer* answer;
  std::size_t number;   // in the visit, from 1
  std::string prompt;   // in the current language
};

void draw_item(Ui& ui, App& app, const ItemView& view);

// One file per family of types; each draws the widget only.
void draw_choice(Ui& ui, App& app, const ItemView& view);
void draw_multi_choice(Ui& ui, App& app, const ItemView& view);
void draw_scale(Ui& ui, App& app, const ItemView& view);
void draw_number(Ui& ui, App& app, const ItemView& view);
void draw_duration(Ui& ui, App& app, const ItemView& view);
void draw_text_item(Ui& ui, App& app, const ItemView& view);  // text, date, time
void draw_photo_item(Ui& ui, App& app, const ItemView& view);
void draw_signature(Ui& ui, App& app, const ItemView& view);
void draw_location(Ui& ui, App& app, const ItemView& view);
void draw_barcode(Ui& ui, App& app, const ItemView& view);

// Photos beside an answer: what is there, and the ways to more.
bool shows_evidence(const ItemView& view, bool demanded);
void draw_evidence(Ui& ui, App& app, const ItemView& view, bool demanded);

// The signature that is being given, over the page.
void draw_signature_dialog(Ui& ui, App& app);

}  // namespace constat::screens

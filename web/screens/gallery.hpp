// "#/gallery": every widget in every state, for those who build and those who check. Nothing that is done there is kept.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

void draw_gallery_text(Ui& ui, App& app);
void draw_gallery_buttons(Ui& ui, App& app);
void draw_gallery_choices(Ui& ui, App& app);
void draw_gallery_fields(Ui& ui, App& app);
void draw_gallery_items(Ui& ui, App& app);
void draw_gallery_capture(Ui& ui, App& app);
void draw_gallery_messages(Ui& ui, App& app);
void draw_gallery_lists(Ui& ui, App& app);
void draw_gallery_tables(Ui& ui, App& app);
void draw_gallery_charts(Ui& ui, App& app);
void draw_gallery_figures(Ui& ui, App& app);  // under the other charts

}  // namespace constat::screens

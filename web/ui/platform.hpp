// What the widget layer needs of the platform: WebGL 2 in the browser, nothing in native tests.
#pragma once

#include "web/ui/theme/colour.hpp"

struct ImDrawData;

namespace constat::ui::platform {

void start();                                            // once, with the context current
void new_frame();
void render(ImDrawData* data, Colour background);
void forget_device_objects();                            // the context was lost and came back
void report_mistake(const char* message);                // a programmer's error, to the console

}  // namespace constat::ui::platform

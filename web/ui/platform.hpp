// What the widget layer needs of the platform: WebGL 2 in the browser, nothing in native tests.
#pragma once

#include <cstdint>

#include "web/ui/geometry.hpp"
#include "web/ui/theme/colour.hpp"

struct ImDrawData;

namespace constat::ui {
class Canvas;
}

namespace constat::ui::platform {

void start();                                            // once, with the context current
void new_frame();
void render(ImDrawData* data, Colour background);
void forget_device_objects();                            // the context was lost and came back

// What is drawn between these is the picture of the control `id`, pressed inside `rect` of the screen. Natively it becomes an
// item of Dear ImGui, whose test hooks hold the mirror against the picture; in the browser nothing is done.
void control_begins(const Canvas& canvas);
void control_ends(const Canvas& canvas, std::uint64_t id, const Rect& rect);

void report_mistake(const char* message);                // a programmer's error, to the console

}  // namespace constat::ui::platform

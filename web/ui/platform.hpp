// What the widget layer needs of the platform: WebGL 2 in the browser, nothing in native tests.
#pragma once

#include <cstdint>
#include <string_view>

#include "web/ui/geometry.hpp"
#include "web/ui/theme/colour.hpp"

struct ImDrawData;
struct ImGuiContext;

namespace constat::ui {
class Canvas;

// A line of text as the browser drew it. Device pixels; the pen starts `left` from the picture's left edge, on the line
// `baseline` under its top.
struct RunPicture {
  std::uint32_t texture = 0;  // 0: none
  float width = 0, height = 0, left = 0, baseline = 0;
};
}  // namespace constat::ui

namespace constat::ui::platform {

// Of Dear ImGui the widgets use what draws: lists, the font atlas, and the state that its renderer looks up. Natively a frame
// of it has its windows too, for the test hooks; in the browser the frame is made without them, and the linker leaves out
// a third of Dear ImGui.
ImGuiContext* make_context();                            // and makes it current
void destroy_context(ImGuiContext* context);

void start();                                            // once, with the context current
void new_frame();                                        // size, density and time are in ImGuiIO
ImDrawData& end_frame();                                 // the picture, still without the app's draw lists
void render(ImDrawData* data, Colour background);
void forget_device_objects();                            // the context was lost and came back

// What is drawn between these is the picture of the control `id`, pressed inside `rect` of the screen. Natively it becomes an
// item of Dear ImGui, whose test hooks hold the mirror against the picture; in the browser nothing is done.
void control_begins(const Canvas& canvas);
void control_ends(const Canvas& canvas, std::uint64_t id, const Rect& rect);

// Text that the app's font lacks, by the browser's fonts. `size` is the em in CSS pixels.
float run_width(std::string_view line, float size, bool medium);
RunPicture draw_run(std::string_view line, float size, bool medium, bool right_to_left, float density, Colour colour);
void drop_run(std::uint32_t texture);

void report_mistake(const char* message);                // a programmer's error, to the console

}  // namespace constat::ui::platform

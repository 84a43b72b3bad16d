#include <GLES3/gl3.h>
#include <emscripten.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "web/ui/platform.hpp"

// web/shell/runs.ts: asked at once, because a layout cannot wait for a measure.
EM_JS(double, constat_run_width, (const char* text, int length, double size, int medium), {
  return Module["runs"].width(HEAPU8.subarray(text, text + length), size, medium !== 0);
});
EM_JS(void, constat_draw_run, (const char* text, int length, double size, int medium, int rightToLeft, double density, const char* colour, float* out), {
  HEAPF32.set(Module["runs"].draw(HEAPU8.subarray(text, text + length), size, medium !== 0, rightToLeft !== 0, density, UTF8ToString(colour)), out >> 2);
});
EM_JS(void, constat_drop_run, (int texture), { Module["runs"].drop(texture); });

namespace constat::ui::platform {

void start() { ImGui_ImplOpenGL3_Init("#version 300 es"); }

void new_frame() { ImGui_ImplOpenGL3_NewFrame(); }

void render(ImDrawData* data, Colour background) {
  glViewport(0, 0, static_cast<GLsizei>(data->DisplaySize.x * data->FramebufferScale.x),
             static_cast<GLsizei>(data->DisplaySize.y * data->FramebufferScale.y));
  glDisable(GL_SCISSOR_TEST);
  glClearColor(static_cast<float>(background.r) / 255.0F, static_cast<float>(background.g) / 255.0F,
               static_cast<float>(background.b) / 255.0F, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

// The next new_frame() makes programs and buffers anew, the next render() the textures.
void forget_device_objects() { ImGui_ImplOpenGL3_DestroyDeviceObjects(); }

void control_begins(const Canvas&) {}
void control_ends(const Canvas&, std::uint64_t, const Rect&) {}

float run_width(std::string_view line, float size, bool medium) {
  return static_cast<float>(constat_run_width(line.data(), static_cast<int>(line.size()), size, medium));
}

RunPicture draw_run(std::string_view line, float size, bool medium, bool right_to_left, float density, Colour colour) {
  float out[5] = {};
  constat_draw_run(line.data(), static_cast<int>(line.size()), size, medium, right_to_left, density, css_hex(colour).c_str(), out);
  return {static_cast<std::uint32_t>(out[0]), out[1], out[2], out[3], out[4]};
}

void drop_run(std::uint32_t texture) { constat_drop_run(static_cast<int>(texture)); }

void report_mistake(const char* message) { emscripten_log(EM_LOG_ERROR, "%s", message); }

}  // namespace constat::ui::platform

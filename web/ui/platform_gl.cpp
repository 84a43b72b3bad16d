#include <GLES3/gl3.h>
#include <emscripten.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "web/ui/platform.hpp"

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

void report_mistake(const char* message) { emscripten_log(EM_LOG_ERROR, "%s", message); }

}  // namespace constat::ui::platform

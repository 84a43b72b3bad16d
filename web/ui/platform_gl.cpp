#include <GLES3/gl3.h>
#include <emscripten.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

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

// A context that was never initialised: draw lists and font atlases do without one, only the renderer looks up ImGuiIO.
ImGuiContext* make_context() {
  auto* context = IM_NEW(ImGuiContext)(nullptr);
  ImGui::SetCurrentContext(context);
  ImFontAtlas& atlas = *context->IO.Fonts;
  ++atlas.RefCount;
  // With its atlas the shared data hears where the white pixel lies, whenever the atlas grows: without it no shape is filled.
  context->DrawListSharedData.FontAtlas = &atlas;
  ImFontAtlasAddDrawListSharedData(&atlas, &context->DrawListSharedData);
  return context;
}

// The page ends with its memory.
void destroy_context(ImGuiContext*) {}

void start() { ImGui_ImplOpenGL3_Init("#version 300 es"); }

void new_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGuiContext& context = *ImGui::GetCurrentContext();
  const ImVec2 size = context.IO.DisplaySize;
  ++context.FrameCount;
  ImFontAtlasUpdateNewFrame(context.IO.Fonts, context.FrameCount, true);
  ImDrawListSharedData& shared = context.DrawListSharedData;
  shared.ClipRectFullscreen = ImVec4(0, 0, size.x, size.y);
  shared.CurveTessellationTol = context.Style.CurveTessellationTol;
  shared.SetCircleTessellationMaxError(context.Style.CircleTessellationMaxError);
  shared.InitialFringeScale = 1;
  shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedLinesUseTex | ImDrawListFlags_AntiAliasedFill;
  if ((context.IO.BackendFlags & ImGuiBackendFlags_RendererHasVtxOffset) != 0) shared.InitialFlags |= ImDrawListFlags_AllowVtxOffset;
}

ImDrawData& end_frame() {
  static ImDrawData& data = *new ImDrawData;  // never destroyed: see destroy_context
  const ImGuiIO& io = ImGui::GetIO();
  ImVector<ImTextureData*>& textures = ImGui::GetPlatformIO().Textures;
  textures.resize(0);
  for (ImTextureData* texture : io.Fonts->TexList) {
    texture->RefCount = static_cast<unsigned short>(io.Fonts->RefCount);
    textures.push_back(texture);
  }
  data.Clear();
  data.Valid = true;
  data.DisplaySize = io.DisplaySize;
  data.FramebufferScale = io.DisplayFramebufferScale;
  data.Textures = &textures;
  return data;
}

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

// No screen: textures count as uploaded, drawing goes nowhere.
#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>
#include <cstdio>
#include <vector>

#include "web/ui/draw/canvas.hpp"
#include "web/ui/hash.hpp"
#include "web/ui/draw/scripts.hpp"
#include "web/ui/draw/utf8.hpp"
#include "web/ui/platform.hpp"

namespace constat::ui::platform {
namespace {

// How many vertices each layer had when the control began.
std::vector<int>& vertices_before() {
  static std::vector<int> counts;
  return counts;
}

}  // namespace

ImGuiContext* make_context() {
  ImGuiContext* context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().LogFilename = nullptr;
  return context;
}

void destroy_context(ImGuiContext* context) { ImGui::DestroyContext(context); }

void start() { ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset; }

void new_frame() { ImGui::NewFrame(); }

ImDrawData& end_frame() {
  ImGui::Render();
  return *ImGui::GetDrawData();
}

void render(ImDrawData* data, Colour) {
  if (data->Textures == nullptr) return;
  for (ImTextureData* texture : *data->Textures) {
    if (texture->Status == ImTextureStatus_WantCreate) texture->SetTexID(1);
    const bool destroy = texture->Status == ImTextureStatus_WantDestroy;
    if (destroy) texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(destroy ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
  }
}

void forget_device_objects() {}

void control_begins(const Canvas& canvas) {
  vertices_before().clear();
  for (const auto& list : canvas.lists()) vertices_before().push_back(list->VtxBuffer.Size);
}

// The item's rectangle is what its vertices cover; where it can be pressed is its navigation rectangle. An inverted
// rectangle: nothing was drawn.
void control_ends(const Canvas& canvas, std::uint64_t id, const Rect& rect) {
  ImRect ink(FLT_MAX, FLT_MAX, -FLT_MAX, -FLT_MAX);
  for (std::size_t layer = 0; layer < vertices_before().size(); ++layer) {
    const ImVector<ImDrawVert>& vertices = canvas.lists()[layer]->VtxBuffer;
    for (int i = vertices_before()[layer]; i < vertices.Size; ++i) ink.Add(vertices[i].pos);
  }
  const ImRect pressed(rect.x, rect.y, rect.right(), rect.bottom());
  ImGui::ItemAdd(ink, item_of(id), &pressed);
}

// Six tenths of an em for everything that stands by itself.
float run_width(std::string_view line, float size, bool) {
  float width = 0;
  char32_t previous = 0;
  for (std::size_t at = 0; at < line.size();) {
    const Decoded decoded = decode_utf8(line, at);
    if (!joins_previous(previous, decoded.code_point)) width += 0.6F * size;
    previous = decoded.code_point;
    at += decoded.length;
  }
  return width;
}

RunPicture draw_run(std::string_view line, float size, bool medium, bool, float density, Colour) {
  static std::uint32_t made = 1000;
  return {++made, std::ceil(run_width(line, size, medium) * density), std::ceil(1.5F * size * density), 0, std::ceil(1.1F * size * density)};
}

void drop_run(std::uint32_t) {}

void report_mistake(const char* message) { std::fprintf(stderr, "%s\n", message); }

}  // namespace constat::ui::platform

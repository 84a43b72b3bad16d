// No screen: textures count as uploaded, drawing goes nowhere.
#include <imgui.h>
#include <imgui_internal.h>

#include <cstdio>
#include <vector>

#include "web/ui/draw/canvas.hpp"
#include "web/ui/hash.hpp"
#include "web/ui/platform.hpp"

namespace constat::ui::platform {
namespace {

// How many vertices each layer had when the control began.
std::vector<int>& vertices_before() {
  static std::vector<int> counts;
  return counts;
}

}  // namespace

void start() { ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset; }

void new_frame() {}

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

void report_mistake(const char* message) { std::fprintf(stderr, "%s\n", message); }

}  // namespace constat::ui::platform

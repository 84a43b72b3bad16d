// No screen: textures count as uploaded, drawing goes nowhere.
#include <imgui.h>

#include <cstdio>

#include "web/ui/platform.hpp"

namespace constat::ui::platform {

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

void report_mistake(const char* message) { std::fprintf(stderr, "%s\n", message); }

}  // namespace constat::ui::platform

#include "tests/web/ui/item_hooks.hpp"

#include <imgui.h>
#include <imgui_internal.h>

namespace constat::ui::testing {
namespace {

std::vector<DrawnItem>* listener = nullptr;

}  // namespace

void listen_to_items(std::vector<DrawnItem>* items) {
  listener = items;
  ImGui::GetCurrentContext()->TestEngineHookItems = items != nullptr;
}

Reach reach_of_picture() {
  Reach reach{FLT_MAX, -FLT_MAX};
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
    for (const ImDrawVert& vertex : list->VtxBuffer) {
      reach.left = ImMin(reach.left, vertex.pos.x);
      reach.right = ImMax(reach.right, vertex.pos.x);
    }
  return reach;
}

int vertices_of_picture() { return ImGui::GetDrawData()->TotalVtxCount; }

}  // namespace constat::ui::testing

using constat::ui::testing::DrawnItem;
using constat::ui::testing::listener;

void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, const ImRect& bb, const ImGuiLastItemData* item) {
  if (listener == nullptr || item == nullptr) return;
  const ImRect& ink = item->Rect;
  listener->push_back(DrawnItem{id, bb.Min.x, bb.Min.y, bb.GetWidth(), bb.GetHeight(), ink.Min.x, ink.Min.y, ink.Max.x, ink.Max.y});
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

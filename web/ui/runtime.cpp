#include "web/ui/runtime.hpp"

#include <imgui.h>

#include <algorithm>
#include <utility>

#include "web/ui/impl.hpp"
#include "web/ui/platform.hpp"

namespace constat::ui {
namespace {

// Measures settle in two frames; a layout that would not settle must not keep the phone awake.
constexpr int kMostLayoutFrames = 4;
constexpr int kFramesAfterInput = 2;

}  // namespace

Runtime::Impl::Impl() : imgui(platform::make_context()) {}

Runtime::Impl::~Impl() {
  ImGui::SetCurrentContext(imgui);
  canvas.release();
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::GetIO().BackendFlags &= ~ImGuiBackendFlags_RendererHasTextures;
  platform::destroy_context(imgui);
}

void Runtime::Impl::choose_palette() {
  bool dark = viewport && viewport->dark;
  if (theme_choice != ThemeChoice::automatic) dark = theme_choice == ThemeChoice::dark;
  const bool contrast = viewport && (viewport->contrast || viewport->forced_colors);
  palette = contrast ? (dark ? &contrast_dark_palette() : &contrast_light_palette()) : (dark ? &dark_palette() : &light_palette());
}

mirror::Node Runtime::Impl::node(mirror::Role role, std::uint64_t id, std::string_view name, const Rect& rect) const {
  mirror::Node made;
  made.role = role;
  made.id = id;
  made.name = name;
  made.rect = rect;
  made.host = host;
  if (host != mirror::Host::inner) return made;
  made.host_id = dialog_id;
  made.rect.x -= dialog_rect.x;
  made.rect.y -= dialog_rect.y;
  return made;
}

Runtime::Runtime() : impl_(std::make_unique<Impl>()) {}
Runtime::~Runtime() = default;

void Runtime::add_font(int kind, std::string bytes) {
  if (kind < 0 || kind > 2) return;
  ImGui::SetCurrentContext(impl_->imgui);
  impl_->fonts.add(static_cast<Fonts::Kind>(kind), std::move(bytes));
  impl_->wraps.clear();
  want_frame();
}

bool Runtime::begin_frame(double now_ms) {
  Impl& ui = *impl_;
  if (!ui.viewport || !ui.fonts.ready() || ui.viewport->width < 1 || ui.viewport->height < 1) return false;
  ImGui::SetCurrentContext(ui.imgui);
  if (!ui.started) platform::start();
  ui.started = true;

  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(ui.viewport->width, ui.viewport->height);
  io.DisplayFramebufferScale = ImVec2(ui.viewport->density, ui.viewport->density);
  io.DeltaTime = static_cast<float>(std::clamp((now_ms - ui.now_ms) / 1000.0, 0.001, 0.1));
  ImGui::GetStyle().CircleTessellationMaxError = 0.2F / ui.viewport->density;
  ui.now_ms = now_ms;

  platform::new_frame();
  ui.fonts.prepare(ui.viewport->density, ui.viewport->text_scale);
  ui.choose_palette();
  ui.canvas.begin(ui.fonts, ui.viewport->width, ui.viewport->height, ui.viewport->density);
  ui.layout.begin_frame();
  ui.tree.begin_frame();
  ui.pictures.begin_frame();
  ui.keys.clear();
  ui.scopes.clear();
  ui.host = mirror::Host::page;
  ui.card_depth = 0;
  ui.top_bar = ui.side_bar = ui.bottom_bar = ui.tab_bar = ui.page_bottom = 0;
  ui.dialog_node.reset();
  ui.bar_title.reset();
  ui.has_title = false;
  ui.wake_ms.reset();
  ui.frames_wanted = std::max(0, ui.frames_wanted - 1);
  return true;
}

void Runtime::end_frame() {
  Impl& ui = *impl_;
  // Every page has one first-level heading: its own, or else the bar's title.
  if (ui.bar_title && !ui.has_title) {
    ui.tree.at(*ui.bar_title).role = mirror::Role::heading;
    ui.tree.at(*ui.bar_title).level = 1;
  }
  const float bars = std::max(ui.bottom_bar + ui.tab_bar, ui.viewport->safe.bottom);
  ui.page.height = std::max(ui.viewport->height, ui.page_bottom + 24 + bars + ui.viewport->keyboard);
  ui.page.theme = ui.palette->name;
  ui.page.background = css_hex(ui.palette->background);
  if (ui.scroll_to_id != 0) {
    if (const mirror::Node* node = ui.tree.find(ui.scroll_to_id)) ui.scroll_to = std::max(0.0F, node->rect.y - ui.top_bar - 16);
    ui.scroll_to_id = 0;
  }
  if (!ui.dialog_node) ui.dialog_content = ui.dialog_scroll_y = 0;

  ImGui::SetCurrentContext(ui.imgui);
  ImDrawData& data = platform::end_frame();
  ui.canvas.end(data);
  if (ui.on_screen.must_draw(data, ui.palette->background, ui.now_ms)) {
    platform::render(&data, ui.palette->background);
    ++ui.drawings;
  }

  ui.text_field_focused = ui.input.focused != 0 && ui.tree.find(ui.input.focused) != nullptr &&
                          ui.tree.find(ui.input.focused)->role == mirror::Role::textbox;
  const bool taken = ui.input.turn();
  const bool moved = ui.layout.end_frame();
  ui.layout_frames = moved && ui.layout_frames < kMostLayoutFrames ? ui.layout_frames + 1 : 0;
  if (ui.layout_frames > 0) ui.want(1);
  if (taken) ui.want(kFramesAfterInput);
  ui.mirror_stale = true;
}

void Runtime::set_language(std::string_view code) { impl_->page.language = code; }

void Runtime::set_theme(ThemeChoice choice) {
  if (impl_->theme_choice == choice) return;
  impl_->theme_choice = choice;
  want_frame();
}

void Runtime::set_title(std::string_view title) { impl_->page.title = title; }

void Runtime::want_frame() { impl_->want(kFramesAfterInput); }

bool Runtime::wants_frame() const { return impl_->frames_wanted > 0; }

bool Runtime::has_input() const { return impl_->input.waits(); }

}  // namespace constat::ui

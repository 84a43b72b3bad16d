// The shell's events that concern widgets (docs/ui-protocol.md).
#include <algorithm>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include "web/ui/impl.hpp"
#include "web/ui/platform.hpp"
#include "web/ui/runtime.hpp"

namespace constat::ui {
namespace {

using Json = nlohmann::json;

float number_of(const Json& json, const char* key, float fallback = 0) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? found->get<float>() : fallback;
}

bool flag_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_boolean() && found->get<bool>();
}

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint64_t id_of(const Json& json) { return std::strtoull(text_of(json, "id").c_str(), nullptr, 10); }

Viewport viewport_of(const Json& json) {
  Viewport viewport;
  viewport.width = number_of(json, "width");
  viewport.height = number_of(json, "height");
  viewport.density = std::clamp(number_of(json, "dpr", 1), 0.5F, 4.0F);
  viewport.text_scale = std::clamp(number_of(json, "textScale", 1), 0.8F, 2.0F);
  viewport.keyboard = std::max(0.0F, number_of(json, "keyboard"));
  if (const auto safe = json.find("safe"); safe != json.end() && safe->is_object())
    viewport.safe = Insets{number_of(*safe, "top"), number_of(*safe, "right"), number_of(*safe, "bottom"), number_of(*safe, "left")};
  viewport.dark = flag_of(json, "dark");
  viewport.contrast = flag_of(json, "contrast");
  viewport.reduced_motion = flag_of(json, "reducedMotion");
  viewport.forced_colors = flag_of(json, "forcedColors");
  return viewport;
}

}  // namespace

bool Runtime::handle_event(std::string_view type, std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return false;
  Impl& ui = *impl_;
  if (type == "viewport") {
    ui.viewport = viewport_of(json);
    ui.want(2);
  } else if (type == "scroll") {
    const float y = number_of(json, "y");
    if (text_of(json, "host") == "page") ui.scroll_y = y;
    else ui.dialog_scroll_y = y;
    ui.want(1);
  } else if (type == "press") {
    ui.input.press(id_of(json));
    ui.want(2);
  } else if (type == "down") {
    ui.input.down = id_of(json);
    ui.want(1);
  } else if (type == "up") {
    ui.input.down = 0;
    ui.want(1);
  } else if (type == "focus") {
    ui.input.focused = id_of(json);
    ui.input.focus_visible = flag_of(json, "visible");
    const mirror::Node* node = ui.tree.find(ui.input.focused);
    ui.text_field_focused = node != nullptr && node->role == mirror::Role::textbox;
    ui.want(2);
  } else if (type == "value" || type == "select") {
    ui.input.value(id_of(json), text_of(json, "value"));
    ui.want(2);
  } else if (type == "commit") {
    ui.input.commit(id_of(json));
    ui.want(2);
  } else if (type == "key") {
    if (text_of(json, "key") == "Escape") ui.input.escape();
    ui.want(2);
  } else if (type == "tick") {
    ui.want(1);
  } else if (type == "gl_restored") {
    if (ui.started) platform::forget_device_objects();
    ui.want(2);
  } else {
    return false;
  }
  return true;
}

}  // namespace constat::ui

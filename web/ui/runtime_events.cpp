// The shell's events that concern widgets (docs/ui-protocol.md).
#include <algorithm>
#include <cstdlib>

#include "shared/base/json.hpp"
#include "web/ui/impl.hpp"
#include "web/ui/platform.hpp"
#include "web/ui/runtime.hpp"

namespace constat::ui {
namespace {

float number_of(const Json& json, std::string_view key, float fallback = 0) {
  const Json* found = json.find(key);
  return found != nullptr && found->is(JsonKind::number) ? std::strtof(found->text.c_str(), nullptr) : fallback;
}

bool flag_of(const Json& json, std::string_view key) {
  const Json* found = json.find(key);
  return found != nullptr && found->is(JsonKind::boolean) && found->boolean;
}

std::string text_of(const Json& json, std::string_view key) {
  const Json* found = json.find(key);
  return found != nullptr && found->is(JsonKind::string) ? found->text : std::string();
}

std::vector<int> files_of(const Json& json) {
  std::vector<int> numbers;
  const Json* list = json.find("files");
  if (list == nullptr || !list->is(JsonKind::array)) return numbers;
  for (const Json& number : list->elements) numbers.push_back(std::atoi(number.text.c_str()));
  return numbers;
}

Picture picture_of(const Json& json) {
  Picture picture;
  picture.texture = static_cast<std::uint32_t>(number_of(json, "texture"));
  picture.width = number_of(json, "width");
  picture.height = number_of(json, "height");
  picture.problem = text_of(json, "problem") == "missing"       ? Picture::Problem::missing
                    : text_of(json, "problem") == "unreachable" ? Picture::Problem::unreachable
                                                                : Picture::Problem::none;
  return picture;
}

std::uint64_t id_of(const Json& json) { return std::strtoull(text_of(json, "id").c_str(), nullptr, 10); }

Viewport viewport_of(const Json& json) {
  Viewport viewport;
  viewport.width = number_of(json, "width");
  viewport.height = number_of(json, "height");
  viewport.density = std::clamp(number_of(json, "dpr", 1), 0.5F, 4.0F);
  viewport.text_scale = std::clamp(number_of(json, "textScale", 1), 0.8F, 2.0F);
  viewport.keyboard = std::max(0.0F, number_of(json, "keyboard"));
  if (const Json* safe = json.find("safe"); safe != nullptr && safe->is(JsonKind::object))
    viewport.safe = Insets{number_of(*safe, "top"), number_of(*safe, "right"), number_of(*safe, "bottom"), number_of(*safe, "left")};
  viewport.dark = flag_of(json, "dark");
  viewport.contrast = flag_of(json, "contrast");
  viewport.reduced_motion = flag_of(json, "reducedMotion");
  viewport.forced_colors = flag_of(json, "forcedColors");
  return viewport;
}

}  // namespace

bool Runtime::handle_event(std::string_view type, std::string_view text) {
  const auto parsed = parse_json(text);
  if (!parsed || !parsed->is(JsonKind::object)) return false;
  const Json& json = *parsed;
  Impl& ui = *impl_;
  if (type == "viewport") {
    ui.viewport = viewport_of(json);
    ui.on_screen.forget();  // the canvas may have been resized, which clears it
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
  } else if (type == "files") {
    ui.input.files(id_of(json), files_of(json));
    ui.want(2);
  } else if (type == "picker") {
    if (text_of(json, "state") == "refused") ui.input.picker_refused(id_of(json));
    else ui.input.picker_cancelled(id_of(json));
    ui.want(2);
  } else if (type == "pad") {
    ui.input.strokes(id_of(json), static_cast<int>(number_of(json, "strokes")));
    ui.want(2);
  } else if (type == "picture") {
    ui.pictures.arrived(text_of(json, "key"), picture_of(json));
    ui.want(2);
  } else if (type == "visibility") {
    ui.on_screen.forget();  // a browser may throw away what a hidden page showed
    ui.want(2);
  } else if (type == "tick") {
    ui.want(1);
  } else if (type == "gl_restored") {
    if (ui.started) platform::forget_device_objects();
    ui.on_screen.forget();
    ui.pictures.forget();
    ui.fonts.runs().forget_pictures();
    ui.want(2);
  } else if (type == "faces") {
    ui.fonts.runs().forget_all();
    ui.wraps.clear();
    ui.long_lists.forget();
    ui.want(2);
  } else {
    return false;
  }
  return true;
}

}  // namespace constat::ui

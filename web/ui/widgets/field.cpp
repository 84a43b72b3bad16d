// A text field. The DOM's own input lies over the box and holds the keyboard; what is drawn here is the box, the label, the
// hint, and the text while the field has no focus.
#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

constexpr float kSide = 14;  // between the box's edge and its text
constexpr int kLeastLines = 3;

struct TypeNames {
  std::string_view type, inputmode;
};

TypeNames names_of(FieldType type) {
  switch (type) {
    case FieldType::multiline: return {"multiline", "text"};
    case FieldType::email: return {"email", "email"};
    case FieldType::password: return {"password", ""};
    case FieldType::integer: return {"number", "numeric"};
    case FieldType::decimal: return {"number", "decimal"};
    case FieldType::date: return {"date", ""};
    case FieldType::time: return {"time", ""};
    case FieldType::search: return {"text", "search"};
    case FieldType::text: break;
  }
  return {"text", "text"};
}

// What stands in the box while the DOM's own text is hidden.
std::string shown(const FieldSpec& spec) {
  if (spec.type == FieldType::password) {
    std::string dots;
    for (std::size_t i = 0; i < std::min<std::size_t>(spec.value.size(), 40); ++i) dots += "\xE2\x80\xA2";
    return dots;
  }
  return std::string(spec.display.empty() ? spec.value : spec.display);
}

mirror::Input input_of(const Impl& ui, const FieldSpec& spec, float top, float right) {
  const TypeNames names = names_of(spec.type);
  mirror::Input input;
  input.type = names.type;
  input.inputmode = names.inputmode;
  input.autocomplete = spec.autocomplete.empty() ? std::string("off") : std::string(spec.autocomplete);
  if (spec.type == FieldType::search) input.enterkeyhint = "search";
  else if (spec.type != FieldType::multiline) input.enterkeyhint = "next";
  input.max_length = spec.max_length;
  input.font_size = ui.fonts.size(kBody);
  input.line_height = ui.fonts.line_height(kBody);
  input.colour = ui.palette->text;
  input.padding = Insets{top, right, top, kSide};
  return input;
}

// The bullet of a password, or the dash of a missing glyph, never more than the box holds on one line.
std::string_view fitting(const Impl& ui, std::string_view text, float room) {
  const TextBlock block = ui.wrap(kBody, text, 0);
  if (block.foreign) return wrap_text(ui.fonts, kBody, text, room).lines.front().text;
  std::string_view line = block.lines.front().text;
  while (!line.empty() && ui.fonts.width(kBody, line) > room) {
    std::size_t end = line.size() - 1;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    line = line.substr(0, end);
  }
  return line;
}

}  // namespace

FieldEvent Ui::field(Key key, const FieldSpec& spec) {
  Impl& ui = runtime_.impl();
  const Palette& p = *ui.palette;
  const std::uint64_t id = ui.id_of(key);
  const bool multiline = spec.type == FieldType::multiline;
  const bool short_value = spec.type == FieldType::integer || spec.type == FieldType::decimal || spec.type == FieldType::date ||
                           spec.type == FieldType::time;
  const float width = ui.layout.width();
  const float box_width = short_value ? std::min(width, std::round(220 * std::min(ui.fonts.scale(), 1.5F))) : width;
  const bool invalid = !spec.error.empty();
  const bool focused = ui.input.focused == id;

  const std::string label_text = std::string(spec.label) + (spec.required && !spec.label.empty() ? " *" : "");
  const TextBlock label = ui.wrap(kSecondaryStrong, label_text, width);
  const float label_height = spec.label.empty() ? 0 : label.height + 6;
  const std::string_view help = invalid ? spec.error : spec.hint;
  const IconLabel note = icon_label(ui, invalid ? Icon::error : Icon::none, 16, kSmall, help, width);
  const float note_height = help.empty() ? 0 : note.label.height + 6;

  const TextBlock unit = ui.wrap(kBody, spec.unit, 0);
  const Icon mark = spec.type == FieldType::search ? Icon::search : spec.type == FieldType::date ? Icon::calendar : Icon::none;
  const float right = kSide + (spec.unit.empty() ? 0 : unit.width + 8) + (mark == Icon::none ? 0 : ui.scaled(22) + 4);
  const std::string text = shown(spec);
  const TextBlock content = ui.wrap(kBody, text, multiline ? box_width - kSide - right : 0);
  const float line = ui.fonts.line_height(kBody);
  const float lines = multiline ? std::max<float>(kLeastLines, static_cast<float>(content.lines.size())) : 1;
  const float padding_y = multiline ? 12 : std::max(12.0F, (52 - line) / 2);
  const float box_height = lines * line + 2 * padding_y;

  const Rect rect = ui.layout.place(0, label_height + box_height + note_height, Flow::control);
  const Rect box{rect.x, rect.y + label_height, box_width, box_height};
  if (ui.canvas.visible(rect)) {
    ui.canvas.text(label, rect.x, rect.y, p.text);
    if (!help.empty())
      draw_icon_label(ui, note, Rect{rect.x, box.bottom() + 6, width, note.label.height}, invalid ? p.bad.text : p.secondary, Align::left);
    const Drawing drawing(ui, id, box);
    const Colour edge = invalid ? p.bad.solid : focused ? p.accent.solid : p.outline;
    ui.canvas.surface(box, spec.enabled ? p.surface : p.sunken, spec.enabled ? edge : p.border, kRadiusControl, focused || invalid ? 2 : 1);
    const Colour ink = spec.enabled ? p.text : p.disabled;
    if (!focused && multiline) ui.canvas.text(content, box.x + kSide, box.y + padding_y, ink);
    else if (!focused) ui.canvas.text_line(kBody, fitting(ui, text, box_width - kSide - right), box.x + kSide, box.y + padding_y, ink);
    float x = box.right() - kSide;
    if (mark != Icon::none) {
      ui.canvas.icon(mark, x - ui.scaled(22) / 2, box.center_y(), 22, p.secondary);
      x -= ui.scaled(22) + 4;
    }
    if (!spec.unit.empty()) ui.canvas.text(unit, x - unit.width, box.y + padding_y, p.secondary);
  }

  mirror::Node node = ui.node(mirror::Role::textbox, id, spec.label, box);
  node.value = spec.value;
  node.description = help;
  node.input = input_of(ui, spec, padding_y, right);
  if (spec.required) node.state.required = true;
  if (invalid) node.state.invalid = true;
  if (!spec.enabled) node.state.disabled = true;
  ui.tree.add(std::move(node));

  FieldEvent event;
  event.value = ui.input.take_value(id);
  event.committed = ui.input.take_commit(id);
  return event;
}

}  // namespace constat::ui

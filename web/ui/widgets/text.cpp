// What is only read: headings, paragraphs, badges, figures.
#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

const TypeStyle& style_of(TextStyle style) {
  switch (style) {
    case TextStyle::secondary: return kSecondary;
    case TextStyle::small: return kSmall;
    case TextStyle::strong: return kStrong;
    case TextStyle::display: return kDisplay;
    case TextStyle::body: break;
  }
  return kBody;
}

const TypeStyle& heading_style(int level) { return level <= 1 ? kHeading1 : level == 2 ? kHeading2 : kHeading3; }

Rect place_text(Impl& ui, const TextBlock& block, Flow flow) {
  return ui.layout.place(ui.layout.in_row() ? block.width : 0, block.height, flow);
}

}  // namespace

void Ui::heading(Key key, int level, std::string_view text, int size) {
  Impl& ui = runtime_.impl();
  ui.has_title = ui.has_title || level <= 1;
  const TextBlock block = ui.wrap(heading_style(size == 0 ? level : size), text, ui.layout.width());
  const Rect rect = place_text(ui, block, Flow::heading);
  ui.canvas.text(block, rect.x, rect.y, ui.palette->text);
  mirror::Node node = ui.node(mirror::Role::heading, ui.id_of(key), text, rect);
  node.level = std::clamp(level, 1, 3);
  ui.tree.add(std::move(node));
}

void Ui::text(Key key, std::string_view text, TextStyle style, Tone tone) {
  Impl& ui = runtime_.impl();
  const TextBlock block = ui.wrap(style_of(style), text, ui.layout.width());
  const Rect rect = place_text(ui, block, Flow::text);
  const bool quiet = style == TextStyle::secondary || style == TextStyle::small;
  const Colour colour = tone != Tone::neutral ? ui.tone(tone).text : quiet ? ui.palette->secondary : ui.palette->text;
  ui.canvas.text(block, rect.x, rect.y, colour);
  ui.tree.add(ui.node(mirror::Role::text, ui.id_of(key), text, rect));
}

void Ui::badge(Key key, std::string_view text, Tone tone, Icon icon) {
  Impl& ui = runtime_.impl();
  const IconLabel label = icon_label(ui, icon, 16, kSmallStrong, text, ui.layout.width() - 20);
  const Rect rect = ui.layout.place(label.width(ui) + 20, std::max(ui.scaled(28), label.label.height + 8), Flow::text);
  ui.canvas.fill(rect, ui.tone(tone).soft, kRadiusBadge);
  draw_icon_label(ui, label, rect.inset(10, 0), ui.tone(tone).text, Align::left);
  ui.tree.add(ui.node(mirror::Role::text, ui.id_of(key), text, rect));
}

void Ui::stat(Key key, std::string_view label, std::string_view value, std::string_view detail, Tone tone) {
  Impl& ui = runtime_.impl();
  const float width = ui.layout.width();
  const TextBlock title = ui.wrap(kSecondary, label, width);
  const bool long_value = ui.fonts.width(kDisplay, value) > width;
  const TextBlock figure = ui.wrap(long_value ? kHeading1 : kDisplay, value, width);
  const TextBlock note = ui.wrap(kSmall, detail, width);
  const float note_height = detail.empty() ? 0 : note.height + 2;
  const float natural = std::max({title.width, figure.width, detail.empty() ? 0 : note.width});
  const Rect rect = ui.layout.place(ui.layout.in_row() ? natural + 16 : 0, title.height + 2 + figure.height + note_height, Flow::text);
  ui.canvas.text(title, rect.x, rect.y, ui.palette->secondary);
  ui.canvas.text(figure, rect.x, rect.y + title.height + 2, tone == Tone::neutral ? ui.palette->text : ui.tone(tone).text);
  if (!detail.empty()) ui.canvas.text(note, rect.x, rect.bottom() - note.height, ui.palette->secondary);
  ui.tree.add(ui.node(mirror::Role::text, ui.id_of(key), spoken({label, value, detail}), rect));
}

void Ui::fact(Key key, std::string_view label, std::string_view value) {
  Impl& ui = runtime_.impl();
  const float width = ui.layout.width();
  TextBlock name = ui.wrap(kBody, label, width * 0.55F);
  TextBlock content = ui.wrap(kStrong, value, width - name.width - 16);
  const bool stacked = content.lines.size() > 2 || longest_word(ui.fonts, kStrong, value) > width - name.width - 16 || name.lines.size() > 2;
  if (stacked) {
    name = ui.wrap(kSecondary, label, width);
    content = ui.wrap(kStrong, value, width);
  }
  const float height = stacked ? name.height + content.height : std::max(name.height, content.height);
  const Rect rect = ui.layout.place(0, height, Flow::text);
  ui.canvas.text(name, rect.x, rect.y, ui.palette->secondary);
  if (stacked) ui.canvas.text(content, rect.x, rect.y + name.height, ui.palette->text);
  else ui.canvas.text(content, rect.x, rect.y, ui.palette->text, Align::right, rect.w);
  ui.tree.add(ui.node(mirror::Role::text, ui.id_of(key), spoken({label, value}), rect));
}

}  // namespace constat::ui

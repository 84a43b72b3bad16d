// A table on a narrow screen: each row a card with its header as the title and "column: value" lines.
#include <algorithm>

#include "web/ui/widgets/parts.hpp"
#include "web/ui/widgets/table.hpp"

namespace constat::ui {
namespace {

struct Line {
  std::size_t column = 0;
  TextBlock name, text, detail;
  bool stacked = false;
  float height = 0;
};

Line line_of(const Impl& ui, const TableView& table, std::size_t row, std::size_t column, float width) {
  const Cell& cell = table.rows[row][column];
  Line line;
  line.column = column;
  line.name = ui.wrap(kSecondary, (*table.spec->columns)[column].title, width * 0.5F);
  const float room = width - line.name.width - 12;
  line.stacked = longest_word(ui.fonts, kStrong, cell.text) > room || (ui.fonts.width(kStrong, cell.text) > room && cell.text.size() > 40);
  if (line.stacked) line.name = ui.wrap(kSecondary, (*table.spec->columns)[column].title, width);
  line.text = ui.wrap(kStrong, cell.text, line.stacked ? width : room);
  line.detail = ui.wrap(kSmall, cell.detail, line.stacked ? width : room);
  const float value = line.text.height + (cell.detail.empty() ? 0 : line.detail.height);
  line.height = line.stacked ? line.name.height + value : std::max(line.name.height, value);
  return line;
}

void draw_line(Impl& ui, const Line& line, const Cell& cell, float x, float y, float width) {
  const Palette& p = *ui.palette;
  const Align align = line.stacked ? Align::left : Align::right;
  ui.canvas.text(line.name, x, y + (line.stacked ? 0 : (ui.fonts.line_height(kStrong) - ui.fonts.line_height(kSecondary)) / 2), p.secondary);
  const float value_y = line.stacked ? y + line.name.height : y;
  ui.canvas.text(line.text, x, value_y, cell.tone == Tone::neutral ? p.text : ui.tone(cell.tone).text, align, width);
  if (!cell.detail.empty()) ui.canvas.text(line.detail, x, value_y + line.text.height, p.secondary, align, width);
}

void row_card(Impl& ui, const TableView& table, std::size_t row) {
  const Palette& p = *ui.palette;
  const float padding = 16, gap = 8;
  const float arrow = table.pressable ? ui.scaled(24) : 0;
  const float width = ui.layout.width() - 2 * padding;
  const Cell& head = table.rows[row][table.header_column];
  const TextBlock title = ui.wrap(kStrong, head.text, width - arrow), note = ui.wrap(kSmall, head.detail, width - arrow);
  const float title_height = title.height + (head.detail.empty() ? 0 : note.height);
  std::vector<Line> lines;
  float height = 2 * 14 + title_height;
  for (std::size_t c = 0; c < table.rows[row].size(); ++c) {
    if (c == table.header_column || table.rows[row][c].text.empty()) continue;
    lines.push_back(line_of(ui, table, row, c, width));
    height += gap + lines.back().height;
  }
  const Rect rect = ui.layout.place(0, std::max(height, kTarget), Flow::item);
  const bool down = table.pressable && ui.is_down(press_id(table, row));
  std::optional<Drawing> drawing;
  if (table.pressable) drawing.emplace(ui, press_id(table, row), rect);
  if (ui.canvas.visible(rect)) {
    ui.canvas.surface(rect, ui.pressed(p.surface, down), p.border, kRadiusCard);
    ui.canvas.text(title, rect.x + padding, rect.y + 14, p.text);
    if (!head.detail.empty()) ui.canvas.text(note, rect.x + padding, rect.y + 14 + title.height, p.secondary);
    if (arrow > 0) ui.canvas.icon(Icon::chevron_right, rect.right() - padding - arrow / 2 + 6, rect.y + 14 + title_height / 2, 24, p.secondary);
  }
  const std::size_t node = ui.tree.open(ui.node(mirror::Role::row, table.row_ids[row], {}, rect));
  float y = rect.y + 14 + title_height;
  std::size_t next = 0;
  for (std::size_t c = 0; c < table.rows[row].size(); ++c) {
    Rect cell{rect.x + padding, y, width, 1};
    if (c == table.header_column) {
      cell = Rect{rect.x + padding, rect.y + 14, width, title_height};
    } else if (next < lines.size() && lines[next].column == c) {
      y += gap;
      cell = Rect{rect.x + padding, y, width, lines[next].height};
      if (ui.canvas.visible(cell)) draw_line(ui, lines[next], table.rows[row][c], cell.x, cell.y, width);
      y += lines[next].height;
      ++next;
    }
    emit_cell(ui, table, row, c, cell, rect);
  }
  ui.tree.close(node);
}

}  // namespace

void card_table(Impl& ui, const TableView& table) {
  const Rect top = ui.layout.place(0, 1, Flow::text);
  const std::size_t open = ui.tree.open(ui.node(mirror::Role::table, table.id, table.spec->label, top));
  emit_header(ui, table, std::vector<Rect>(table.spec->columns->size(), top), top);
  for (std::size_t row = 0; row < table.rows.size(); ++row) row_card(ui, table, row);
  Rect rect = top;
  rect.h = std::max(1.0F, ui.layout.cursor() - top.y);
  ui.tree.close(open, rect);
}

}  // namespace constat::ui

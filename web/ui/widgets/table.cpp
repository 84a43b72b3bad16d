// A table: rows and columns where there is room, one card per row under 600 px. Both have the same mirror: real rows,
// headers and cells.
#include "web/ui/widgets/table.hpp"

#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

constexpr float kCellSide = 12, kCellTop = 12;

struct Parts {
  TextBlock text, detail;
  float height = 0;
};

Parts parts_of(const Impl& ui, const Cell& cell, const TypeStyle& style, float width) {
  Parts parts{ui.wrap(style, cell.text, width), ui.wrap(kSmall, cell.detail, width), 0};
  parts.height = parts.text.height + (cell.detail.empty() ? 0 : parts.detail.height);
  return parts;
}

void draw_parts(Impl& ui, const Parts& parts, const Cell& cell, float x, float y, float width, Align align) {
  ui.canvas.text(parts.text, x, y, cell.tone == Tone::neutral ? ui.palette->text : ui.tone(cell.tone).text, align, width);
  if (!cell.detail.empty()) ui.canvas.text(parts.detail, x, y + parts.text.height, ui.palette->secondary, align, width);
}

// Widths by weight, none under its longest word; the surplus is taken from the others.
std::vector<float> widths_of(const Impl& ui, const TableView& table, float available) {
  const std::vector<Column>& columns = *table.spec->columns;
  std::vector<float> widths, least;
  float weights = 0;
  for (const Column& column : columns) weights += std::max(0.1F, column.weight);
  for (std::size_t c = 0; c < columns.size(); ++c) {
    float word = longest_word(ui.fonts, kSmallStrong, columns[c].title);
    for (const auto& row : table.rows)
      if (c < row.size()) word = std::max(word, longest_word(ui.fonts, kStrong, row[c].text));
    least.push_back(word + 2 * kCellSide);
    widths.push_back(available * std::max(0.1F, columns[c].weight) / weights);
  }
  for (int pass = 0; pass < 4; ++pass) {
    float lacking = 0, spare = 0;
    for (std::size_t c = 0; c < widths.size(); ++c) (widths[c] < least[c] ? lacking : spare) += std::abs(least[c] - widths[c]);
    if (lacking < 0.5F || spare < 0.5F) break;
    const float share = std::min(1.0F, lacking / spare);
    for (std::size_t c = 0; c < widths.size(); ++c) widths[c] = widths[c] < least[c] ? least[c] : widths[c] - (widths[c] - least[c]) * share;
  }
  for (float& width : widths) width = std::floor(width);
  return widths;
}

float total(const std::vector<float>& widths) {
  float sum = 0;
  for (const float width : widths) sum += width;
  return sum;
}

}  // namespace

std::uint64_t press_id(const TableView& table, std::size_t row) { return hash_pair(table.row_ids[row], hash_text("press")); }

mirror::Node row_action(const Impl& ui, const TableView& table, std::size_t row, const Rect& rect, std::string_view name) {
  const std::uint64_t id = press_id(table, row);
  mirror::Node node = ui.node(table.hrefs[row].empty() ? mirror::Role::button : mirror::Role::link, id, name, rect);
  node.href = table.hrefs[row];
  node.pressable = table.hrefs[row].empty();
  return node;
}

void emit_cell(Impl& ui, const TableView& table, std::size_t row, std::size_t column, const Rect& rect, const Rect& row_rect) {
  const Cell& cell = table.rows[row][column];
  const bool header = column == table.header_column;
  const std::string name = spoken({cell.text, cell.detail});
  mirror::Node node = ui.node(header ? mirror::Role::rowheader : mirror::Role::cell,
                              hash_pair(table.row_ids[row], 16 + column), name, rect);
  if (!header || !table.pressable) {
    ui.tree.add(std::move(node));
    return;
  }
  const std::size_t open = ui.tree.open(std::move(node));
  ui.tree.add(row_action(ui, table, row, row_rect, name));
  ui.tree.close(open);
}

void emit_header(Impl& ui, const TableView& table, const std::vector<Rect>& rects, const Rect& row_rect) {
  const std::size_t row = ui.tree.open(ui.node(mirror::Role::row, hash_pair(table.id, hash_text("header")), {}, row_rect));
  for (std::size_t c = 0; c < rects.size(); ++c)
    ui.tree.add(ui.node(mirror::Role::columnheader, hash_pair(hash_pair(table.id, hash_text("header")), 16 + c),
                        (*table.spec->columns)[c].title, rects[c]));
  ui.tree.close(row);
}

bool wide_table(Impl& ui, const TableView& table) {
  const std::vector<Column>& columns = *table.spec->columns;
  const float available = ui.layout.width();
  const std::vector<float> widths = widths_of(ui, table, available);
  if (ui.compact() || total(widths) > available + 1) return false;
  const Palette& p = *ui.palette;

  float header_height = 0;
  std::vector<TextBlock> titles;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    titles.push_back(ui.wrap(kSmallStrong, columns[c].title, widths[c] - 2 * kCellSide));
    header_height = std::max(header_height, titles.back().height + 20);
  }
  std::vector<std::vector<Parts>> parts(table.rows.size());
  std::vector<float> heights;
  float height = header_height;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    float row_height = table.pressable ? kTarget + kTargetGap : 44;
    for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
      parts[r].push_back(parts_of(ui, table.rows[r][c], c == table.header_column ? kStrong : kBody, widths[c] - 2 * kCellSide));
      row_height = std::max(row_height, parts[r].back().height + 2 * kCellTop);
    }
    heights.push_back(row_height);
    height += row_height;
  }

  const Rect rect = ui.layout.place(0, height, Flow::card);
  ui.canvas.surface(rect, p.surface, p.border, kRadiusCard);
  ui.canvas.fill(Rect{rect.x + 1, rect.y + 1, rect.w - 2, header_height - 1}, p.sunken, kRadiusCard - 1, kTopCorners);
  std::vector<Rect> header_rects;
  float x = rect.x;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    header_rects.push_back(Rect{x, rect.y, widths[c], header_height});
    ui.canvas.text(titles[c], x + kCellSide, rect.y + (header_height - titles[c].height) / 2, p.secondary,
                   columns[c].numeric ? Align::right : Align::left, widths[c] - 2 * kCellSide);
    x += widths[c];
  }
  const std::size_t open = ui.tree.open(ui.node(mirror::Role::table, table.id, table.spec->label, rect));
  emit_header(ui, table, header_rects, Rect{rect.x, rect.y, rect.w, header_height});

  float y = rect.y + header_height;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const Rect row{rect.x, y, rect.w, heights[r]};
    // The pressed rectangle keeps the least distance to its neighbours'.
    const Rect press = row.inset(4, kTargetGap / 2);
    ui.canvas.fill(Rect{row.x + 1, row.y, row.w - 2, 1}, p.border);
    std::optional<Drawing> drawing;
    if (table.pressable) drawing.emplace(ui, press_id(table, r), press);
    if (table.pressable && ui.is_down(press_id(table, r))) ui.canvas.fill(press, p.sunken, kRadiusControl);
    const std::size_t row_node = ui.tree.open(ui.node(mirror::Role::row, table.row_ids[r], {}, row));
    float cell_x = rect.x;
    for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
      const Parts& cell = parts[r][c];
      if (ui.canvas.visible(row))
        draw_parts(ui, cell, table.rows[r][c], cell_x + kCellSide, y + (row.h - cell.height) / 2, widths[c] - 2 * kCellSide,
                   columns[c].numeric ? Align::right : Align::left);
      emit_cell(ui, table, r, c, Rect{cell_x, y, widths[c], row.h}, press);
      cell_x += widths[c];
    }
    ui.tree.close(row_node);
    y += row.h;
  }
  ui.tree.close(open);
  return true;
}

std::optional<std::size_t> Ui::table(Key key, const TableSpec& spec) {
  Impl& ui = runtime_.impl();
  if (spec.columns == nullptr || spec.columns->empty() || !spec.cells) return std::nullopt;
  TableView table;
  table.spec = &spec;
  table.id = ui.id_of(key);
  table.pressable = static_cast<bool>(spec.href) || static_cast<bool>(spec.row_key);
  for (std::size_t c = 0; c < spec.columns->size(); ++c)
    if ((*spec.columns)[c].row_header) table.header_column = c;
  for (std::size_t r = 0; r < spec.row_count; ++r) {
    table.rows.emplace_back();
    spec.cells(r, table.rows.back());
    table.rows.back().resize(spec.columns->size());
    table.hrefs.push_back(spec.href ? spec.href(r) : std::string());
    table.row_ids.push_back(hash_pair(table.id, spec.row_key ? hash_text(spec.row_key(r)) : r + 1));
  }
  if (!wide_table(ui, table)) card_table(ui, table);
  for (std::size_t r = 0; r < spec.row_count; ++r)
    if (ui.input.take_press(press_id(table, r)) && table.hrefs[r].empty()) return r;
  return std::nullopt;
}

}  // namespace constat::ui

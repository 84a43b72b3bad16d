#include "web/ui/charts/chart_mirror.hpp"

namespace constat::ui {
namespace {

std::uint64_t row_id_of(std::uint64_t id, std::string_view label, std::size_t row) { return hash_pair(id, hash_pair(hash_text(label), row)); }

}  // namespace

std::uint64_t chart_press_id(std::uint64_t id, std::string_view label, std::size_t row) {
  return hash_pair(row_id_of(id, label, row), hash_text("press"));
}

void emit_chart(Impl& ui, std::uint64_t id, std::string_view title, const Rect& rect, const std::vector<std::string>& headers,
                const std::vector<ChartRow>& rows) {
  if (!title.empty()) {
    mirror::Node heading = ui.node(mirror::Role::heading, hash_pair(id, hash_text("title")), title,
                                   Rect{rect.x, rect.y, rect.w, chart_title_height(ui, title, rect.w) - 12});
    heading.level = 2;
    ui.tree.add(std::move(heading));
  }
  const std::size_t table = ui.tree.open(ui.node(mirror::Role::table, id, title, rect));
  const Rect top{rect.x, rect.y, rect.w, 1};
  bool titled = false;
  for (const std::string& header : headers) titled = titled || !header.empty();
  if (titled) {
    const std::uint64_t header_id = hash_pair(id, hash_text("header"));
    const std::size_t header = ui.tree.open(ui.node(mirror::Role::row, header_id, {}, top));
    for (std::size_t c = 0; c < headers.size(); ++c)
      ui.tree.add(ui.node(headers[c].empty() ? mirror::Role::cell : mirror::Role::columnheader, hash_pair(header_id, 16 + c), headers[c], top));
    ui.tree.close(header);
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const std::uint64_t row_id = row_id_of(id, rows[r].cells.front(), r);
    const std::size_t row = ui.tree.open(ui.node(mirror::Role::row, row_id, {}, rows[r].rect));
    for (std::size_t c = 0; c < rows[r].cells.size(); ++c) {
      mirror::Node cell = ui.node(c == 0 ? mirror::Role::rowheader : mirror::Role::cell, hash_pair(row_id, 16 + c), rows[r].cells[c], rows[r].rect);
      if (c > 0 || (rows[r].href.empty() && !rows[r].pressable)) {
        ui.tree.add(std::move(cell));
        continue;
      }
      const std::size_t head = ui.tree.open(std::move(cell));
      mirror::Node press = ui.node(rows[r].pressable ? mirror::Role::button : mirror::Role::link, chart_press_id(id, rows[r].cells.front(), r),
                                   rows[r].cells[0], rows[r].rect);
      press.href = rows[r].href;
      press.pressable = rows[r].pressable;
      ui.tree.add(std::move(press));
      ui.tree.close(head);
    }
    ui.tree.close(row);
  }
  ui.tree.close(table);
}

float chart_title_height(const Impl& ui, std::string_view title, float width) {
  return title.empty() ? 0 : ui.wrap(kHeading3, title, width).height + 12;
}

void draw_chart_title(Impl& ui, std::string_view title, const Rect& rect) {
  if (!title.empty()) ui.canvas.text(ui.wrap(kHeading3, title, rect.w), rect.x, rect.y, ui.palette->text);
}

}  // namespace constat::ui

// Rows by columns, a figure in every cell. What is low is hatched and strong, what is high is plain: read without colour.
#include <algorithm>
#include <cmath>

#include "web/ui/charts/chart_mirror.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::ui {
namespace {

constexpr float kColumn = 71, kLeastLabel = 216, kMostLabel = 380;

struct Measured {
  float label = 0, column = 0;
};

Measured measure(const Impl& ui, std::size_t columns) {
  const float width = ui.layout.width(), least = ui.scaled(kColumn);
  Measured out;
  out.label = std::clamp(width - least * static_cast<float>(columns), std::min(ui.scaled(kLeastLabel), width * 0.4F), ui.scaled(kMostLabel));
  out.column = columns == 0 ? 0 : std::floor(std::min((width - out.label) / static_cast<float>(columns), ui.scaled(150)));
  return out;
}

void draw_cell(Impl& ui, const HeatGridCell& cell, const Rect& rect) {
  const Palette& p = *ui.palette;
  const Rect inner = rect.inset(1, 1);
  const bool low = cell.level == HeatLevel::low;
  if (low) {
    ui.canvas.fill(inner, p.bad.soft);
    ui.canvas.hatch(inner, mix(p.bad.soft, p.bad.solid, 0.35F), 7);
    ui.canvas.fill(Rect{inner.x, inner.y, 3, inner.h}, p.bad.solid);
  } else if (cell.level == HeatLevel::middle) {
    ui.canvas.fill(inner, p.warning.soft);
  } else if (cell.level == HeatLevel::high) {
    ui.canvas.fill(inner, p.good.soft);
  }
  const TextBlock figure = ui.wrap(low ? kStrong : kBody, cell.text, 0), note = ui.wrap(kSmall, cell.detail, 0);
  const float height = figure.height + (cell.detail.empty() ? 0 : note.height - 2), y = rect.center_y() - height / 2;
  if (low) {
    // Words stand on a plain ground, between the strokes.
    const float wide = std::max(figure.width, note.width) + 8;
    ui.canvas.fill(Rect{rect.center_x() - wide / 2, y, wide, height}, p.bad.soft, 3);
  }
  const Colour ink = low ? p.bad.text : cell.level == HeatLevel::hidden || cell.level == HeatLevel::none ? p.secondary : p.text;
  ui.canvas.text(figure, rect.x, y, ink, Align::center, rect.w);
  if (!cell.detail.empty()) ui.canvas.text(note, rect.x, y + figure.height - 2, low ? p.bad.text : cell.level == HeatLevel::middle ? p.warning.text : cell.level == HeatLevel::high ? p.good.text : p.secondary, Align::center, rect.w);
}

}  // namespace

std::size_t heat_grid_room(Ui& page) {
  Impl& ui = page.runtime().impl();
  const float width = ui.layout.width(), room = width - std::min(ui.scaled(kLeastLabel), width * 0.4F);
  return static_cast<std::size_t>(std::max(1.0F, std::floor(room / ui.scaled(kColumn))));
}

void heat_grid(Ui& page, Key key, std::string_view label, std::string_view corner, const std::vector<std::string>& columns,
               const std::vector<HeatGridRow>& rows) {
  Impl& ui = page.runtime().impl();
  const Palette& p = *ui.palette;
  const Measured size = measure(ui, columns.size());
  const float width = size.label + size.column * static_cast<float>(columns.size());
  float header = 0;
  std::vector<TextBlock> titles, labels;
  for (const std::string& column : columns) {
    titles.push_back(ui.wrap(kSmallStrong, column, size.column - 4));
    header = std::max(header, titles.back().height + 16);
  }
  const TextBlock corner_words = ui.wrap(kSmallStrong, corner, size.label - 24);
  header = std::max(header, corner_words.height + 16);
  std::vector<float> heights;
  float height = header;
  for (const HeatGridRow& row : rows) {
    labels.push_back(ui.wrap(row.heading ? kStrong : kBody, row.label, size.label - 24));
    heights.push_back(row.heading ? labels.back().height + 24 : std::max(labels.back().height + 16, kTarget + kTargetGap));
    height += heights.back();
  }
  const Rect rect = ui.layout.place(width, height, Flow::card);
  ui.canvas.surface(rect, p.surface, p.border, kRadiusCard);

  const std::uint64_t id = ui.id_of(key);
  const std::size_t table = ui.tree.open(ui.node(mirror::Role::table, id, label, rect));
  const Rect top{rect.x, rect.y, rect.w, header};
  const std::uint64_t header_id = hash_pair(id, hash_text("header"));
  const std::size_t header_row = ui.tree.open(ui.node(mirror::Role::row, header_id, {}, top));
  ui.tree.add(ui.node(mirror::Role::columnheader, hash_pair(header_id, 15), corner, Rect{rect.x, rect.y, size.label, header}));
  for (std::size_t c = 0; c < columns.size(); ++c)
    ui.tree.add(ui.node(mirror::Role::columnheader, hash_pair(header_id, 16 + c), columns[c],
                        Rect{rect.x + size.label + size.column * static_cast<float>(c), rect.y, size.column, header}));
  ui.tree.close(header_row);

  float y = rect.y + header;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const HeatGridRow& row = rows[r];
    const Rect place{rect.x, y, rect.w, heights[r]}, named{rect.x, y, size.label, heights[r]};
    const std::uint64_t row_id = hash_pair(hash_pair(id, hash_text(row.id)), row.heading ? 1 : 2);
    const Rect press = named.inset(4, kTargetGap / 2);
    const bool is_link = !row.href.empty() && !row.heading;
    if (ui.canvas.visible(place)) {
      if (row.heading) ui.canvas.fill(Rect{place.x + 1, place.y, place.w - 2, place.h}, p.sunken);
      ui.canvas.fill(Rect{place.x + 1, place.y, place.w - 2, 1}, p.border);
      for (std::size_t c = 0; c < row.cells.size() && c < columns.size(); ++c)
        draw_cell(ui, row.cells[c], Rect{rect.x + size.label + size.column * static_cast<float>(c), y, size.column, place.h});
      std::optional<Drawing> drawing;
      if (is_link) drawing.emplace(ui, row_id, press);
      ui.canvas.text(labels[r], place.x + 12, place.center_y() - labels[r].height / 2, is_link ? p.accent.text : p.text);
    }
    const std::size_t row_node = ui.tree.open(ui.node(mirror::Role::row, hash_pair(row_id, 3), {}, place));
    mirror::Node head = ui.node(mirror::Role::rowheader, hash_pair(row_id, 4), row.label, row.heading ? place : named);
    if (is_link) {
      const std::size_t open = ui.tree.open(std::move(head));
      mirror::Node link = ui.node(mirror::Role::link, row_id, row.label, press);
      link.href = row.href;
      ui.tree.add(std::move(link));
      ui.tree.close(open);
    } else {
      ui.tree.add(std::move(head));
    }
    for (std::size_t c = 0; c < row.cells.size() && c < columns.size(); ++c)
      ui.tree.add(ui.node(mirror::Role::cell, hash_pair(row_id, 16 + c), row.cells[c].spoken,
                          Rect{rect.x + size.label + size.column * static_cast<float>(c), y, size.column, place.h}));
    ui.tree.close(row_node);
    y += place.h;
  }
  ui.tree.close(table);

  // The headings: in their place, or under the app's bar while the rows scroll past.
  const float seen_from = ui.host == mirror::Host::page ? ui.scroll_y + ui.top_bar : rect.y;
  const float at = std::clamp(seen_from, rect.y, std::max(rect.y, rect.bottom() - header));
  const Rect band{rect.x + 1, at + (at > rect.y ? 0 : 1), rect.w - 2, header - 1};
  ui.canvas.fill(band, p.sunken, at > rect.y ? 0 : kRadiusCard - 1, kTopCorners);
  ui.canvas.fill(Rect{band.x, band.bottom() - 1, band.w, 1}, p.outline);
  ui.canvas.text(corner_words, rect.x + 12, band.center_y() - corner_words.height / 2, p.secondary);
  for (std::size_t c = 0; c < columns.size(); ++c)
    ui.canvas.text(titles[c], rect.x + size.label + size.column * static_cast<float>(c), band.center_y() - titles[c].height / 2, p.secondary, Align::center,
                   size.column);
}

}  // namespace constat::ui

// What a chart says to those who do not see it: a table with the same rows, laid over the drawn ones.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {

struct ChartRow {
  Rect rect;                        // the drawn row, or for a link the pressed rectangle
  std::vector<std::string> cells;   // the first is the row's header
  std::string href = {};
  bool pressable = false;           // a button; not with an href
};

// The link of a row: of the chart `id`, by what the row is called and where it stands.
std::uint64_t chart_press_id(std::uint64_t id, std::string_view label, std::size_t row);

void emit_chart(Impl& ui, std::uint64_t id, std::string_view title, const Rect& rect, const std::vector<std::string>& headers,
                const std::vector<ChartRow>& rows);

// The title drawn over a chart; returns its height with the space under it.
float chart_title_height(const Impl& ui, std::string_view title, float width);
void draw_chart_title(Impl& ui, std::string_view title, const Rect& rect);

}  // namespace constat::ui

// Pictures of the manager's screens, drawn with ImDrawList; each emits a real table as its mirror.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/ui/ui.hpp"

namespace constat::ui {

// What brings a site above or below the network: one signed bar per part, from the zero line.
struct ContributionBar {
  std::string label, value_text, detail;  // "NPS", "+3,2", "68,4 contre 61,0"
  double value = 0;
};
void contribution_chart(Ui& ui, Key key, std::string_view title, const std::vector<ContributionBar>& bars);

// A league of intervals: a dot with its 95 % interval per row, on one axis.
struct IntervalRow {
  std::string label, value_text, interval_text;
  double value = 0, low = 0, high = 0;
  bool muted = false;      // small sample: hollow dot
  std::string href;        // may be empty
  bool pressable = false;  // a button, without an href
};
// The row that was pressed.
std::optional<std::size_t> interval_chart(Ui& ui, Key key, std::string_view title, std::string_view value_title, std::string_view interval_title,
                    const std::vector<IntervalRow>& rows, double axis_min, double axis_max,
                    std::optional<double> reference = {}, std::string_view reference_label = {});

// How many of something lie in each of several equal classes of one axis, with the mean and its interval above.
struct HistogramBar {
  std::string label;       // of the class, spoken: "60 à 70"
  std::int64_t count = 0;
};
struct HistogramSpec {
  std::string_view label_title, count_title;   // of the table behind it
  std::vector<std::string> edges;              // of the classes, one more than bars; drawn where there is room
  std::optional<double> mark, mark_low, mark_high;  // 0..1 along the axis
  std::string_view mark_label = {};
};
void histogram_chart(Ui& ui, Key key, std::string_view title, const std::vector<HistogramBar>& bars, const HistogramSpec& spec);

// A control chart: what is measured over time, between the limits of what happens anyhow. A point beyond them is a diamond.
struct ControlPoint {
  std::string label, value_text, detail;  // when, the drawn value, and limits in words
  double value = 0, low = 0, high = 0;
  std::optional<double> single;           // what this one alone was; a hollow dot
  bool out = false;
  bool begins = false;                    // a new period: a dashed line before it
};
struct ControlSpec {
  std::string_view label_title, value_title, detail_title;
  double center = 0;
  std::string_view center_label = {};
  double axis_min = 0, axis_max = 100;
  std::string min_label, max_label;
};
void control_chart(Ui& ui, Key key, std::string_view title, const std::vector<ControlPoint>& points, const ControlSpec& spec);

// Several voices on the same criteria, one line a criterion, one shape a voice.
enum class Mark : std::uint8_t { circle, square, diamond };
struct VoiceMark {
  std::size_t voice = 0;  // of the legend
  std::string value_text, interval_text;
  double value = 0, low = 0, high = 0;
};
struct GapRow {
  std::string label, verdict;  // the verdict in words; may be empty
  bool sure = false;
  std::vector<VoiceMark> marks;
};
struct LegendEntry {
  std::string label;
  Mark mark = Mark::circle;
};
// The row that was pressed.
std::optional<std::size_t> gap_chart(Ui& ui, Key key, std::string_view title, const std::vector<LegendEntry>& legend, const std::vector<GapRow>& rows,
                                     std::string_view verdict_title, double axis_min, double axis_max);

// Rows by columns with a figure in every cell; low ones are hatched, so that nothing hangs on colour. The headings stay in
// sight while the page scrolls.
enum class HeatLevel : std::uint8_t { none, hidden, low, middle, high };
struct HeatGridCell {
  std::string text, detail;  // the figure, and n
  std::string spoken;        // of the table behind it: figure and n in words
  HeatLevel level = HeatLevel::none;
};
struct HeatGridRow {
  std::string id, label, href;
  std::vector<HeatGridCell> cells;
  bool heading = false;  // of a group of rows: the label alone
};
// How many columns fit into the current width beside the rows' labels.
std::size_t heat_grid_room(Ui& ui);
// `columns`: their headings; `corner`: that of the labels. Rows with an href are links.
void heat_grid(Ui& ui, Key key, std::string_view label, std::string_view corner, const std::vector<std::string>& columns,
               const std::vector<HeatGridRow>& rows);

// Earned against possible, one bar per section or item, with its percentage.
struct ShareBar {
  std::string label, value_text;
  std::optional<double> share;  // 0..1; none: not assessable
  Tone tone = Tone::neutral;
};
// The bar that was pressed; none where they are not `pressable`.
std::optional<std::size_t> share_chart(Ui& ui, Key key, std::string_view title, const std::vector<ShareBar>& bars, bool pressable = false);

}  // namespace constat::ui

// Pictures of the manager's screens, drawn with ImDrawList; each emits a real table as its mirror.
#pragma once

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
};
void interval_chart(Ui& ui, Key key, std::string_view title, std::string_view value_title, std::string_view interval_title,
                    const std::vector<IntervalRow>& rows, double axis_min, double axis_max,
                    std::optional<double> reference = {}, std::string_view reference_label = {});

// Earned against possible, one bar per section or item, with its percentage.
struct ShareBar {
  std::string label, value_text;
  std::optional<double> share;  // 0..1; none: not assessable
  Tone tone = Tone::neutral;
};
void share_chart(Ui& ui, Key key, std::string_view title, const std::vector<ShareBar>& bars);

}  // namespace constat::ui

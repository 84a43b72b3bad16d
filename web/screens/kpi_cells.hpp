// A KPI as a cell or a figure: its value, and n with the interval under it. Small samples and suppressed values say so.
#pragma once

#include <string>

#include "web/screens/common.hpp"

namespace constat::screens {

struct KpiText {
  std::string value;   // "72,5 %", "—" without data, "n < 10" in words when suppressed
  std::string count;     // "n = 34"
  std::string interval;  // "64,1 à 79,8"; empty when suppressed
  bool small = false;
  std::string detail(std::string_view separator) const;
};
KpiText kpi_text(const App& app, std::string_view kpi, const app::KpiFigure* figure);

// "2–5 sur 12", "non classé".
std::string rank_text(const App& app, const std::optional<app::RankSpan>& rank);

// The choice of a wave, shown when there is more than one. The newly chosen id.
std::optional<std::string> draw_waves(Ui& ui, App& app, const std::vector<app::Wave>& waves, const std::string& current);

}  // namespace constat::screens

// KPIs in words.
#pragma once

#include <string>
#include <string_view>

#include "shared/text/text.hpp"

namespace constat {

// "nps_0_10" -> "NPS, 0-10"; "ces_ease_1_5_from_4" -> "Ease (CES), 1-5, from 4".
std::string kpi_label_text(Language language, std::string_view label);

// The same for a KPI of a comparison: parts that are no survey question go by their part's name.
std::string kpi_title(Language language, std::string_view key, std::string_view label);

// NPS is in points from -100 to 100, everything else in percent.
inline bool is_in_points(std::string_view kpi_label) { return kpi_label.substr(0, 3) == "nps"; }

}  // namespace constat

// KPIs in words, for the tables of `kpi` and `compare`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/compare/compare.hpp"
#include "shared/report/kpi_words.hpp"
#include "shared/text/text.hpp"

namespace constat {

// NPS in points ("39.8"), everything else in percent ("82.1%").
std::string kpi_value_text(Language language, bool points, double value);

// "[37.2, 42.4]"
std::string interval_text(Language language, double low, double high);

// "1", "2–5", or "–" for none.
std::string rank_text(Language language, const std::optional<RankRange>& rank);

// "hidden (n < 10)", "small sample" or "".
std::string sample_note(Language language, bool small_sample, bool suppressed);

}  // namespace constat

#include "backend/cli/kpi_text.hpp"

namespace constat {

std::string kpi_value_text(Language language, bool points, double value) {
  return points ? format_number(language, value, 1) : format_percent(language, value, 1);
}

std::string interval_text(Language language, double low, double high) {
  return text(language, "survey.interval", {format_number(language, low, 1), format_number(language, high, 1)});
}

std::string rank_text(Language language, const std::optional<RankRange>& rank) {
  if (!rank) return std::string(text(language, "survey.none"));
  const std::string low = std::to_string(rank->low), high = std::to_string(rank->high);
  return low == high ? low : text(language, "survey.range", {low, high});
}

std::string sample_note(Language language, bool small_sample, bool suppressed) {
  if (suppressed) return std::string(text(language, "survey.suppressed"));
  return small_sample ? std::string(text(language, "survey.small_sample")) : std::string();
}

}  // namespace constat

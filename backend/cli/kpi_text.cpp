#include "backend/cli/kpi_text.hpp"

#include <vector>

namespace constat {
namespace {

std::vector<std::string> words_of(std::string_view label) {
  std::vector<std::string> words(1);
  for (const char c : label) {
    if (c == '_') {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

}  // namespace

std::string kpi_label_text(Language language, std::string_view label) {
  const std::vector<std::string> words = words_of(label);
  const bool effort = words.size() > 1 && (words[1] == "ease" || words[1] == "effort");
  std::string key = "survey.label." + words[0] + (effort ? "_" + words[1] : "");
  // What is left: the ends of the scale, then "from" or "to" and the threshold.
  std::vector<std::string> numbers;
  for (std::size_t i = effort ? 2 : 1; i < words.size(); ++i) {
    if (words[i] != "from" && words[i] != "to") numbers.push_back(words[i]);
  }
  return text(language, key, numbers);
}

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

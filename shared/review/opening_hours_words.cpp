#include "shared/review/opening_hours_words.hpp"

#include "shared/base/calendar.hpp"
#include "shared/review/opening_hours_text.hpp"

namespace constat {
namespace {

std::string day_name(Language language, std::size_t day) { return std::string(text(language, "hours.day." + std::to_string(day))); }

}  // namespace

std::string hours_words(Language language, std::string_view day_text) {
  if (day_text.empty()) return std::string(text(language, "hours.unknown"));
  if (day_text == "closed") return std::string(text(language, "hours.closed"));
  std::string out;
  for (const char c : day_text) {
    if (c == '-') out += "–";
    else out += c;
  }
  return out;
}

std::string hours_words(Language language, const OpeningHours& hours, const std::array<bool, 7>& days) {
  std::string out;
  const auto shown = [&](std::size_t day) { return days[day] && hours.days[day].has_value(); };
  for (std::size_t day = 0; day < 7; ++day) {
    if (!shown(day)) continue;
    const std::string times = day_text(hours.days[day]);
    std::size_t last = day;
    while (last < 6 && shown(last + 1) && day_text(hours.days[last + 1]) == times) ++last;
    if (!out.empty()) out += language == Language::french ? "\u202f; " : "; ";
    out += day_name(language, day) + (last > day ? "–" + day_name(language, last) : "") + " " + hours_words(language, times);
    day = last;
  }
  return out;
}

std::array<bool, 7> weekdays_between(std::string_view from, std::string_view to) {
  std::array<bool, 7> days{};
  const auto first = day_of_date(from.substr(0, 10)), last = day_of_date(to.substr(0, 10));
  if (!first || !last) return days;
  // 1970-01-01 was a Thursday.
  for (std::int64_t day = *first; day <= *last && day < *first + 7; ++day) days[static_cast<std::size_t>(((day + 3) % 7 + 7) % 7)] = true;
  return days;
}

}  // namespace constat

#include "shared/visit/timestamp.hpp"

#include "shared/base/calendar.hpp"

namespace constat {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool is_date(std::string_view text) { return day_of_date(text).has_value(); }
bool is_time(std::string_view text) { return second_of_time(text).has_value(); }

std::optional<std::int64_t> unix_milliseconds(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
  const std::optional<std::int64_t> day = day_of_date(text.substr(0, 10)), second = second_of_time(text.substr(11, 8));
  if (!day || !second) return std::nullopt;
  std::int64_t seconds = *day * 86'400 + *second;
  std::size_t at = 19;
  std::int64_t milliseconds = 0;
  if (text[at] == '.') {
    std::int64_t unit = 100;
    const std::size_t first = ++at;
    for (; at < text.size() && is_digit(text[at]); ++at, unit /= 10) milliseconds += unit * (text[at] - '0');
    if (at == first) return std::nullopt;
  }
  if (at >= text.size()) return std::nullopt;
  if (text[at] == 'Z' || text[at] == 'z') {
    if (at + 1 != text.size()) return std::nullopt;
  } else {
    const std::string_view offset = text.substr(at + 1);
    const std::optional<std::int64_t> shift = offset.size() == 5 ? second_of_time(offset) : std::nullopt;
    if ((text[at] != '+' && text[at] != '-') || !shift) return std::nullopt;
    seconds += text[at] == '+' ? -*shift : *shift;
  }
  return seconds * 1000 + milliseconds;
}

}  // namespace constat

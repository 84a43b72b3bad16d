#include "shared/review/opening_hours_text.hpp"

#include <algorithm>

#include "shared/review/local_time.hpp"

namespace constat {
namespace {

constexpr int kDay = static_cast<int>(kMinutesPerDay);
constexpr std::string_view kDays[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
// In lower case, Monday first; the two languages share only "sa".
constexpr std::string_view kNames[7][8] = {{"mo", "mon", "monday", "lu", "lun", "lundi"},        {"tu", "tue", "tues", "tuesday", "ma", "mar", "mardi"},
                                           {"we", "wed", "wednesday", "me", "mer", "mercredi"},  {"th", "thu", "thur", "thurs", "thursday", "je", "jeu", "jeudi"},
                                           {"fr", "fri", "friday", "ve", "ven", "vendredi"},     {"sa", "sat", "saturday", "sam", "samedi"},
                                           {"su", "sun", "sunday", "di", "dim", "dimanche"}};
constexpr std::string_view kClosed[] = {"closed", "off", "ferme", "ferm\u00e9", "ferm\u00c9"};  // `lower` leaves a capital E with an accent

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto from = text.find_first_not_of(kBlank);
  return from == std::string_view::npos ? std::string_view() : text.substr(from, text.find_last_not_of(kBlank) - from + 1);
}

// Word processors write longer dashes.
std::string with_plain_dashes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.rfind("–", 0) == 0 || rest.rfind("—", 0) == 0) out += '-', i += 2;
    else if (rest.rfind("\u00a0", 0) == 0) out += ' ', i += 1;
    else out += text[i];
  }
  return out;
}

template <class Use>
void each_part(std::string_view text, char separator, Use use) {
  for (;;) {
    const auto end = text.find(separator);
    use(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

bool is_closed_word(std::string_view text) {
  return std::find(std::begin(kClosed), std::end(kClosed), lower(text)) != std::end(kClosed);
}

std::optional<int> day_of(std::string_view text) {
  const std::string name = lower(text);
  for (int day = 0; day < 7; ++day)
    for (const std::string_view known : kNames[day])
      if (!known.empty() && known == name) return day;
  return std::nullopt;
}

// One or two digits; -1 where there is anything else.
int number_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 2) return -1;
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<int> minute_of(std::string_view text) {
  const auto mark = text.find_first_of(":hH");
  const int hours = number_of(text.substr(0, mark));
  const std::string_view after = mark == std::string_view::npos ? std::string_view() : text.substr(mark + 1);
  // "9h" and "9" are whole hours, "9:" is cut off; minutes have two digits.
  if (mark != std::string_view::npos && after.size() != 2 && !(after.empty() && text[mark] != ':')) return std::nullopt;
  const int minutes = after.empty() ? 0 : number_of(after);
  if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > kDay) return std::nullopt;
  return hours * 60 + minutes;
}

void read_period(std::string_view text, std::vector<OpeningPeriod>& periods, Problems& problems) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return problems.push_back({"", "opening-hours-period-text", {std::string(text)}});
  const std::string_view first = trimmed(text.substr(0, dash)), last = trimmed(text.substr(dash + 1));
  const auto from = minute_of(first), to = minute_of(last);
  if (!from || *from == kDay) problems.push_back({"", "opening-hours-time", {std::string(first)}});
  if (!to) problems.push_back({"", "opening-hours-time", {std::string(last)}});
  if (!from || !to || *from == kDay) return;
  if (*from == *to) return problems.push_back({"", "opening-hours-empty", {clock_text(*from)}});
  periods.push_back({*from, *to > *from ? *to : *to + kDay});
}

std::vector<OpeningPeriod> read_times(std::string_view text, Problems& problems) {
  std::vector<OpeningPeriod> periods;
  if (is_closed_word(text)) return periods;
  each_part(text, ',', [&](std::string_view part) { read_period(part, periods, problems); });
  sort_periods(periods);
  if (const auto overlap = overlapping(periods)) problems.push_back({"", "opening-hours-overlap", {clock_text(overlap->from_minute), clock_text(overlap->to_minute)}});
  return periods;
}

std::vector<int> read_days(std::string_view text, Problems& problems) {
  std::vector<int> days;
  each_part(text, ',', [&](std::string_view part) {
    const auto dash = part.find('-');
    const std::string_view first = trimmed(part.substr(0, dash)), last = dash == std::string_view::npos ? first : trimmed(part.substr(dash + 1));
    const auto from = day_of(first), to = day_of(last);
    if (!from) problems.push_back({"", "opening-hours-day-text", {std::string(first)}});
    if (!to && last != first) problems.push_back({"", "opening-hours-day-text", {std::string(last)}});
    if (!from || !to) return;
    for (int day = *from;; day = (day + 1) % 7) {
      days.push_back(day);
      if (day == *to) return;
    }
  });
  return days;
}

// Where the times begin: at the first digit, or at the last word of a clause without any ("Sa, Su closed").
std::size_t times_at(std::string_view clause) {
  const auto digit = clause.find_first_of("0123456789");
  if (digit != std::string_view::npos) return digit;
  const auto blank = clause.find_last_of(" \t");
  return blank == std::string_view::npos ? clause.size() : blank;
}

void read_clause(std::string_view clause, OpeningHours& hours, Problems& problems) {
  if (clause.empty()) return;
  const auto at = times_at(clause);
  const std::string_view names = trimmed(clause.substr(0, at)), times = trimmed(clause.substr(at));
  const bool has_digits = clause.find_first_of("0123456789") != std::string_view::npos;
  if (names.empty() || times.empty() || (!has_digits && !is_closed_word(times)))
    return problems.push_back({"", "opening-hours-clause", {std::string(clause)}});
  const std::vector<int> days = read_days(names, problems);
  const std::vector<OpeningPeriod> periods = read_times(times, problems);
  for (const int day : days) {
    auto& there = hours.days[static_cast<std::size_t>(day)];
    if (there) problems.push_back({"", "opening-hours-twice", {std::string(kDays[day])}});
    there = periods;
  }
}

bool is_same(const DayHours& a, const DayHours& b) {
  if (a.has_value() != b.has_value()) return false;
  return !a || std::equal(a->begin(), a->end(), b->begin(), b->end(), [](const OpeningPeriod& x, const OpeningPeriod& y) {
    return x.from_minute == y.from_minute && x.to_minute == y.to_minute;
  });
}

std::string times_text(const std::vector<OpeningPeriod>& periods, std::string_view between) {
  if (periods.empty()) return "closed";
  std::string out;
  for (const OpeningPeriod& period : periods) {
    if (!out.empty()) out += between;
    out += clock_text(period.from_minute) + "-" + clock_text(period.to_minute);
  }
  return out;
}

}  // namespace

Parsed<OpeningHours> parse_opening_text(std::string_view text) {
  OpeningHours hours;
  Problems problems;
  const std::string plain = with_plain_dashes(text);
  each_part(plain, ';', [&](std::string_view clause) { read_clause(clause, hours, problems); });
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return hours;
}

std::string opening_text(const OpeningHours& hours) {
  std::string out;
  for (std::size_t day = 0; day < 7; ++day) {
    if (!hours.days[day]) continue;
    std::size_t last = day;
    while (last < 6 && is_same(hours.days[day], hours.days[last + 1])) ++last;
    if (!out.empty()) out += "; ";
    out += std::string(kDays[day]) + (last > day ? "-" + std::string(kDays[last]) : "") + " " + times_text(*hours.days[day], ",");
    day = last;
  }
  return out;
}

Parsed<DayHours> parse_day_text(std::string_view text) {
  const std::string plain = with_plain_dashes(text);
  const std::string_view times = trimmed(plain);
  if (times.empty()) return DayHours();
  Problems problems;
  DayHours day = read_times(times, problems);
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return day;
}

std::string day_text(const DayHours& day) { return day ? times_text(*day, ", ") : std::string(); }

}  // namespace constat

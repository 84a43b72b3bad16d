#include "shared/review/opening_hours.hpp"

#include <algorithm>

#include "shared/review/local_time.hpp"
#include "shared/visit/timestamp.hpp"

namespace constat {
namespace {

constexpr std::string_view kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::int64_t kMinute = 60'000;  // milliseconds

// "09:30" -> 570; "24:00" is the end of the day.
std::optional<int> minute_of(std::string_view text) {
  if (text == "24:00") return static_cast<int>(kMinutesPerDay);
  if (text.size() != 5 || !is_time(text)) return std::nullopt;
  return ((text[0] - '0') * 10 + (text[1] - '0')) * 60 + (text[3] - '0') * 10 + (text[4] - '0');
}

std::optional<OpeningPeriod> read_period(const Json& json, const std::string& path, Problems& problems) {
  const bool is_pair = json.is(JsonKind::array) && json.elements.size() == 2 && json.elements[0].is(JsonKind::string) &&
                       json.elements[1].is(JsonKind::string);
  if (!is_pair) {
    problems.push_back({path, "opening-hours-period", {}});
    return std::nullopt;
  }
  const std::optional<int> from = minute_of(json.elements[0].text), to = minute_of(json.elements[1].text);
  if (!from || *from == kMinutesPerDay) problems.push_back({element_path(path, 0), "opening-hours-time", {json.elements[0].text}});
  if (!to) problems.push_back({element_path(path, 1), "opening-hours-time", {json.elements[1].text}});
  if (!from || !to || *from == kMinutesPerDay) return std::nullopt;
  if (*from == *to) {
    problems.push_back({path, "opening-hours-empty", {json.elements[0].text}});
    return std::nullopt;
  }
  return OpeningPeriod{*from, *to > *from ? *to : *to + static_cast<int>(kMinutesPerDay)};
}

std::vector<OpeningPeriod> read_day(const Json& json, const std::string& path, Problems& problems) {
  std::vector<OpeningPeriod> periods;
  if (!check_kind(json, JsonKind::array, path, problems)) return periods;
  for (std::size_t i = 0; i < json.elements.size(); ++i) {
    const std::optional<OpeningPeriod> period = read_period(json.elements[i], element_path(path, i), problems);
    if (period) periods.push_back(*period);
  }
  sort_periods(periods);
  if (const auto overlap = overlapping(periods))
    problems.push_back({path, "opening-hours-overlap", {clock_text(overlap->from_minute), clock_text(overlap->to_minute)}});
  return periods;
}

// From the end of a to the beginning of b, or the other way; 0 where they share a moment. A moment (empty span) counts as
// shared at the first minute of a period, not at its last.
std::int64_t gap(std::int64_t a_from, std::int64_t a_to, std::int64_t b_from, std::int64_t b_to) {
  if (a_from >= b_to) return a_from - b_to + 1;
  if (a_to < b_from || (a_to == b_from && a_from < a_to)) return b_from - a_to + (a_to == b_from ? 1 : 0);
  return 0;
}

}  // namespace

std::string clock_text(int minute) {
  if (minute == kMinutesPerDay) return "24:00";
  const int in_day = minute % static_cast<int>(kMinutesPerDay);
  std::string text = "00:00";
  text[0] = static_cast<char>('0' + in_day / 600);
  text[1] = static_cast<char>('0' + in_day / 60 % 10);
  text[3] = static_cast<char>('0' + in_day % 60 / 10);
  text[4] = static_cast<char>('0' + in_day % 10);
  return text;
}

bool OpeningHours::is_known() const {
  return std::any_of(days.begin(), days.end(), [](const auto& day) { return day.has_value(); });
}

void sort_periods(std::vector<OpeningPeriod>& periods) {
  std::sort(periods.begin(), periods.end(), [](const OpeningPeriod& a, const OpeningPeriod& b) {
    return a.from_minute != b.from_minute ? a.from_minute < b.from_minute : a.to_minute < b.to_minute;
  });
}

std::optional<OpeningPeriod> overlapping(const std::vector<OpeningPeriod>& periods) {
  for (std::size_t i = 1; i < periods.size(); ++i)
    if (periods[i].from_minute < periods[i - 1].to_minute) return periods[i];
  return std::nullopt;
}

OpeningHours read_opening_hours(const Json& json, const std::string& path, Problems& problems) {
  OpeningHours hours;
  if (!check_kind(json, JsonKind::object, path, problems)) return hours;
  for (const JsonMember& member : json.members) {
    const auto day = std::find(std::begin(kDays), std::end(kDays), member.name);
    if (day == std::end(kDays)) {
      problems.push_back({member_path(path, member.name), "opening-hours-day", {member.name}});
      continue;
    }
    if (member.value.is(JsonKind::null)) continue;
    hours.days[static_cast<std::size_t>(day - std::begin(kDays))] = read_day(member.value, member_path(path, member.name), problems);
  }
  return hours;
}

Json opening_hours_json(const OpeningHours& hours) {
  Json out = Json::object();
  for (std::size_t day = 0; day < hours.days.size(); ++day) {
    if (!hours.days[day]) continue;
    Json periods = Json::array();
    for (const OpeningPeriod& period : *hours.days[day]) {
      Json pair = Json::array();
      pair.push(Json::of_text(clock_text(period.from_minute))).push(Json::of_text(clock_text(period.to_minute)));
      periods.push(std::move(pair));
    }
    out.add(kDays[day], std::move(periods));
  }
  return out;
}

Parsed<OpeningHours> parse_opening_hours(std::string_view json) {
  const Parsed<Json> root = parse_json(json);
  if (!root) return tl::unexpected(root.error());
  Problems problems;
  OpeningHours hours = read_opening_hours(*root, "", problems);
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return hours;
}

std::string write_opening_hours(const OpeningHours& hours) { return canonical_json(opening_hours_json(hours)); }

std::optional<std::int64_t> minutes_outside(const OpeningHours& hours, int weekday, std::int64_t milliseconds,
                                            std::int64_t duration_milliseconds) {
  const std::int64_t last_day = (milliseconds + duration_milliseconds) / (kMinutesPerDay * kMinute);
  // Once around the week decides everything; the day before may run into the first.
  for (std::int64_t day = -1; day <= std::min<std::int64_t>(last_day, 6); ++day) {
    if (!hours.days[static_cast<std::size_t>((weekday + day + 7) % 7)]) return std::nullopt;
  }
  std::optional<std::int64_t> nearest;
  for (std::int64_t day = -7; day <= std::min<std::int64_t>(last_day, 7) + 7; ++day) {
    const auto& periods = hours.days[static_cast<std::size_t>((weekday + day % 7 + 7) % 7)];
    if (!periods) continue;
    for (const OpeningPeriod& period : *periods) {
      const std::int64_t midnight = day * kMinutesPerDay;
      const std::int64_t away = gap(milliseconds, milliseconds + duration_milliseconds,
                                    (midnight + period.from_minute) * kMinute, (midnight + period.to_minute) * kMinute);
      if (!nearest || away < *nearest) nearest = away;
    }
  }
  if (!nearest) return std::nullopt;
  return (*nearest + kMinute - 1) / kMinute;
}

}  // namespace constat

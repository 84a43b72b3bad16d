#include "web/app/format.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "shared/visit/timestamp.hpp"

namespace constat::app {
namespace {

std::string choice_label(Language language, const Item& item, const std::string& id) {
  for (const Choice& choice : item.choices)
    if (choice.id.value == id) return std::string(choice.label.in(code_of(language)));
  return id;
}

}  // namespace

// The calendar day of a moment in a zone "+hh:mm" (Howard Hinnant's civil_from_days).
std::string local_time(std::int64_t unix_ms, std::string_view zone) {
  std::int64_t offset = 0;
  if (zone.size() == 6) {
    offset = ((zone[1] - '0') * 10 + (zone[2] - '0')) * 60 + (zone[4] - '0') * 10 + (zone[5] - '0');
    if (zone[0] == '-') offset = -offset;
  }
  const std::int64_t seconds = unix_ms / 1000 + offset * 60;
  const std::int64_t days = seconds / 86400;
  const std::int64_t of_day = seconds - days * 86400;
  const std::int64_t z = days + 719468, era = z / 146097, doe = z - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  const std::int64_t day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
  const std::int64_t year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const auto two = [](std::int64_t v) { return (v < 10 ? "0" : "") + std::to_string(v); };
  return std::to_string(year) + "-" + two(month) + "-" + two(day) + "T" + two(of_day / 3600) + ":" + two(of_day / 60 % 60) +
         ":" + two(of_day % 60);
}

std::string money(Language language, std::int64_t cents) {
  return text(language, "plan.money", {format_number(language, static_cast<double>(cents) / 100, cents % 100 == 0 ? 0 : 2)});
}

std::string sentence(std::string text) {
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  if (text.back() != '.' && text.back() != '!' && text.back() != '?') text += '.';
  return text;
}

std::string percent(Language language, MicroPercent value) {
  // Rounded once, as an integer; what follows only writes it.
  return format_percent(language, std::strtod(display_percent(value).c_str(), nullptr), 1);
}

std::string percent(Language language, std::optional<MicroPercent> value) {
  return value ? percent(language, *value) : std::string(text(language, "app.not_assessable"));
}

std::string points(Language language, std::int64_t millionths) {
  const double value = static_cast<double>(millionths) / 1e6;
  int decimals = 0;
  while (decimals < 3 && std::fabs(value * std::pow(10, decimals) - std::round(value * std::pow(10, decimals))) > 1e-9) ++decimals;
  return format_number(language, value, decimals);
}

std::string earned_of_possible(Language language, std::int64_t earned, std::int64_t possible) {
  return text(language, "app.earned_of_possible", {points(language, earned), points(language, possible)});
}

std::string signed_number(Language language, double value, int decimals) {
  std::string out = format_number(language, value, decimals);
  const std::string none = format_number(language, 0, decimals);
  return value > 0 && out != none ? "+" + out : out;
}

std::string date_time(Language language, std::string_view rfc3339) {
  if (rfc3339.empty()) return {};
  const std::string date = format_date(language, rfc3339);
  if (rfc3339.size() < 16) return date;
  return text(language, "app.date_time", {date, std::string(rfc3339.substr(11, 5))});
}

std::string moment(Language language, std::string_view rfc3339, std::string_view zone) {
  const auto instant = !rfc3339.empty() && rfc3339.back() == 'Z' ? unix_milliseconds(rfc3339) : std::nullopt;
  return date_time(language, instant ? local_time(*instant, zone) : std::string(rfc3339));
}

std::string hour(std::string_view rfc3339, std::string_view zone) {
  const auto instant = !rfc3339.empty() && rfc3339.back() == 'Z' ? unix_milliseconds(rfc3339) : std::nullopt;
  const std::string local = instant ? local_time(*instant, zone) : std::string(rfc3339);
  return local.size() < 16 ? std::string() : local.substr(11, 5);
}

// Degrees keep their point in every language: two numbers with commas could not be told apart, and maps read them so.
std::string position(Language language, const LocationValue& place) {
  const auto degrees = [](double value) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.5f", value);
    return std::string(buffer);
  };
  return text(language, "capture.position_value",
              {degrees(place.latitude), degrees(place.longitude), format_number(language, std::ceil(place.accuracy), 0)});
}

std::string window(Language language, std::string_view from, std::string_view to) {
  if (from.empty() && to.empty()) return std::string(text(language, "app.window_none"));
  if (from.empty()) return text(language, "app.window_until", {format_date(language, to)});
  if (to.empty()) return text(language, "app.window_from", {format_date(language, from)});
  if (from.substr(0, 10) == to.substr(0, 10)) return text(language, "plan.on_day", {format_date(language, from)});
  std::string first = format_date(language, from);
  // "du 19 nov. au 24 nov. 2026": the year once.
  if (from.substr(0, 4) == to.substr(0, 4))
    if (const auto year = first.rfind(from.substr(0, 4)); year != std::string::npos && year + 4 == first.size())
      first.erase(first.find_last_not_of(" \u00a0\u202f", year - 1) + 1);
  return text(language, "app.window", {first, format_date(language, to)});
}

std::string ago(Language language, std::int64_t now_ms, std::int64_t then_ms, std::string_view zone) {
  const std::int64_t minutes = (now_ms - then_ms) / 60000;
  if (minutes < 1) return std::string(text(language, "app.ago_now"));
  if (minutes < 60) return text_plural(language, "app.ago_minutes", minutes);
  if (minutes < 24 * 60) return text_plural(language, "app.ago_hours", minutes / 60);
  return text(language, "app.ago_date", {date_time(language, local_time(then_ms, zone))});
}

std::string clock_time(std::int64_t milliseconds) {
  const std::int64_t seconds = milliseconds / 1000;
  const auto two = [](std::int64_t v) { return (v < 10 ? "0" : "") + std::to_string(v); };
  const std::string rest = two(seconds / 60 % 60) + ":" + two(seconds % 60);
  return seconds < 3600 ? rest : std::to_string(seconds / 3600) + ":" + rest;
}

std::string bytes(Language language, std::int64_t count) {
  const double value = static_cast<double>(count);
  if (value < 1e6) return text(language, "app.kilobytes", {format_number(language, value / 1e3, 0)});
  if (value < 1e9) return text(language, "app.megabytes", {format_number(language, value / 1e6, 1)});
  return text(language, "app.gigabytes", {format_number(language, value / 1e9, 1)});
}

std::string coded(Language language, std::string_view area, std::string_view code) {
  const std::string key = std::string(area) + "." + std::string(code);
  const std::string_view found = text(language, key);
  return std::string(found == key ? code : found);
}

std::string kpi_name(Language language, std::string_view kpi) { return coded(language, "app.kpi", kpi); }

std::string kpi_value(Language language, std::string_view kpi, double value) {
  return kpi == "nps" ? signed_number(language, value, 1) : format_percent(language, value, 1);
}

std::string kpi_interval(Language language, std::string_view kpi, double low, double high) {
  if (kpi == "nps") return text(language, "app.interval", {signed_number(language, low, 1), signed_number(language, high, 1)});
  return text(language, "app.interval", {format_number(language, low, 1), format_number(language, high, 1)});
}

std::string rank(Language language, const RankSpan& span) {
  if (span.low == span.high) return std::to_string(span.low);
  return text(language, "app.rank_range", {std::to_string(span.low), std::to_string(span.high)});
}

std::string reason(Language language, const Failure& failure) {
  if (!failure.detail.empty()) return failure.detail;
  const std::string key = "error." + failure.code;
  if (text(language, key) != key) return text(language, key, failure.args);
  const std::string own = "app.failure." + failure.code;
  if (text(language, own) != own) return text(language, own, failure.args);
  return text(language, "app.failure.unknown", {failure.code});
}

std::string refusal(Language language, const std::string& code) {
  const std::string own = "app.failure." + code;
  if (text(language, own) != own) return text(language, own, {});
  const std::string key = "error." + code;
  if (text(language, key) != key) return text(language, key, {});
  return text(language, "app.refused", {code});
}

std::string answer_text(Language language, const Item& item, const Answer* answer) {
  if (!answer) return {};
  if (answer->is_not_applicable()) return std::string(text(language, "app.not_applicable"));
  if (const auto* one = std::get_if<TextValue>(&answer->value)) {
    if (item.type == ItemType::choice) return choice_label(language, item, *one);
    if (item.type == ItemType::date) return format_date(language, *one);
    return *one;
  }
  if (const auto* number = std::get_if<NumberValue>(&answer->value)) {
    const auto value = parse_thousandths(number->decimal);
    if (!value) return number->decimal;
    if (item.type == ItemType::duration) return format_duration(language, value->value / 1000);
    if (item.type == ItemType::scale)
      return text(language, "app.scale_value", {std::to_string(value->value / 1000), std::to_string(item.max)});
    return points(language, value->value * 1000);
  }
  if (const auto* list = std::get_if<ListValue>(&answer->value)) {
    if (item.type == ItemType::signature) return std::string(list->empty() ? "" : text(language, "capture.signed"));
    if (item.type != ItemType::multi_choice)
      return list->empty() ? std::string() : text_plural(language, "capture.photos", static_cast<std::int64_t>(list->size()));
    std::string out;
    for (const std::string& id : *list) out += (out.empty() ? "" : ", ") + choice_label(language, item, id);
    return out.empty() ? std::string(text(language, "app.none_selected")) : out;
  }
  if (const auto* place = std::get_if<LocationValue>(&answer->value)) return position(language, *place);
  return {};
}

}  // namespace constat::app

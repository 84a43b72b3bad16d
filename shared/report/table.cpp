#include "shared/report/table.hpp"

#include <cmath>

#include "shared/base/calendar.hpp"
#include "shared/base/decimal.hpp"
#include "shared/visit/timestamp.hpp"

namespace constat::report {
namespace {

constexpr int kMostPlaces = 9;
constexpr double kMillion = 1e6;

Fixed without_idle_zeros(Fixed value) {
  while (value.places > 0 && value.value % 10 == 0) {
    value.value /= 10;
    --value.places;
  }
  return value;
}

std::optional<std::int64_t> millionths_of(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value) || std::fabs(*value) > 1e12) return std::nullopt;
  return std::llround(*value * kMillion);
}

}  // namespace

void write_table(const Table& table, TableSink& sink) {
  sink.begin(table.sheet);
  for (const Row& row : table.rows) sink.row(row);
  sink.end();
}

Cell text_cell(std::string_view text) {
  if (text.empty()) return Blank{};
  return std::string(text);
}

Cell percent_cell(const std::optional<MicroPercent>& percent) {
  if (!percent) return Blank{};
  return *percent;
}

Cell percent_cell(const std::optional<double>& percent) {
  const auto millionths = millionths_of(percent);
  if (!millionths) return Blank{};
  return MicroPercent{*millionths};
}

Cell decimal_cell(const std::optional<double>& value) {
  const auto millionths = millionths_of(value);
  if (!millionths) return Blank{};
  return without_idle_zeros({*millionths, 6});
}

Cell probability_cell(double p) {
  if (!std::isfinite(p)) return Blank{};
  const std::int64_t billionths = std::llround(p * 1e9);
  return Fixed{p > 0 && billionths == 0 ? 1 : billionths, kMostPlaces};
}

Cell decimal_cell(Thousandths value) { return without_idle_zeros({value.value, 3}); }

Cell decimal_cell(std::string_view decimal) {
  const auto parsed = Decimal::parse(decimal);
  if (!parsed || parsed->digits_after_point() > kMostPlaces) return text_cell(decimal);
  const int places = static_cast<int>(parsed->digits_after_point());
  const auto scaled = parsed->scaled_floor(places);
  if (!scaled) return text_cell(decimal);
  if (places == 0) return Integer{*scaled};
  return Fixed{*scaled, places};
}

Cell date_cell(std::string_view date) {
  if (const auto day = day_of_date(date)) return Day{*day};
  return text_cell(date);
}

Cell time_cell(std::string_view time) {
  if (const auto second = second_of_time(time)) return TimeOfDay{*second};
  return text_cell(time);
}

Cell moment_cell(std::string_view rfc3339) {
  if (unix_milliseconds(rfc3339)) return Moment{std::string(rfc3339)};
  return text_cell(rfc3339);
}

Cell flag_cell(const std::optional<bool>& value) {
  if (!value) return Blank{};
  return Integer{*value ? 1 : 0};
}

std::string plain_text(Fixed value) {
  const Fixed shown = without_idle_zeros(value);
  const bool negative = shown.value < 0;
  std::string digits = std::to_string(shown.value);
  if (negative) digits.erase(0, 1);
  const auto places = static_cast<std::size_t>(shown.places);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, ".");
  return negative ? "-" + digits : digits;
}

}  // namespace constat::report

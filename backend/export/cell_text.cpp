#include "backend/export/cell_text.hpp"

#include "shared/base/calendar.hpp"

namespace constat::server::exports {
namespace {

constexpr std::size_t kDateLength = 10, kTimeLength = 8;

struct Plain {
  std::string operator()(report::Blank) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(report::Integer integer) const { return std::to_string(integer.value); }
  std::string operator()(report::Fixed fixed) const { return report::plain_text(fixed); }
  std::string operator()(MicroPercent percent) const { return to_string(percent); }
  std::string operator()(report::Day day) const { return date_of_day(day.value); }
  std::string operator()(report::TimeOfDay time) const { return time_of_second(time.seconds); }
  std::string operator()(const report::Moment& moment) const {
    return moment.rfc3339.substr(0, kDateLength) + " " + moment.rfc3339.substr(kDateLength + 1, kTimeLength);
  }
};

}  // namespace

std::optional<WallClock> wall_clock(std::string_view rfc3339) {
  if (rfc3339.size() < kDateLength + 1 + kTimeLength) return std::nullopt;
  const auto day = day_of_date(rfc3339.substr(0, kDateLength));
  const auto second = second_of_time(rfc3339.substr(kDateLength + 1, kTimeLength));
  if (!day || !second) return std::nullopt;
  return WallClock{*day, *second};
}

std::string plain_text(const report::Cell& cell) { return std::visit(Plain{}, cell); }

}  // namespace constat::server::exports

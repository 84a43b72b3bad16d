#include "web/app/payment.hpp"

#include "shared/base/calendar.hpp"

namespace constat::app {
namespace {

constexpr std::int64_t kLongestMonth = 31;
constexpr std::size_t kMonthLength = 7;

std::string last_of(const std::string& month) {
  const auto first = day_of_date(month + "-01");
  if (!first) return {};
  for (std::int64_t day = kLongestMonth; day > 0; --day) {
    const std::string date = date_of_day(*first + day - 1);
    if (date.compare(0, kMonthLength, month) == 0) return date;
  }
  return {};
}

}  // namespace

const PaymentStatement* PaymentLedger::statement(std::string_view id) const {
  for (const PaymentStatement& each : statements)
    if (each.id == id) return &each;
  return nullptr;
}

const PaymentAmount* PaymentLedger::amount(std::string_view visit, std::string_view kind) const {
  for (const PaymentAmount& each : amounts)
    if (each.visit == visit && each.kind == kind) return &each;
  return nullptr;
}

Period period_of(std::string_view month, const std::vector<std::string>& months) {
  const std::string first(month.empty() && !months.empty() ? std::string_view(months.back()) : month);
  const std::string last(month.empty() && !months.empty() ? std::string_view(months.front()) : month);
  const std::string end = last_of(last);
  return end.empty() || last_of(first).empty() ? Period{} : Period{first + "-01", end};
}

}  // namespace constat::app

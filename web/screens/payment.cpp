#include "web/screens/payment.hpp"

namespace constat::screens {

ui::Tone tone_of_payment(std::string_view status) {
  if (status == "paid") return ui::Tone::good;
  if (status == "refused" || status == "cancelled") return ui::Tone::bad;
  if (status == "held") return ui::Tone::warning;
  return status == "owed" ? ui::Tone::neutral : ui::Tone::accent;
}

std::string amount_kind(const App& app, const app::PaymentAmount& amount) {
  std::string words = app::coded(app.language(), "payment.kind", amount.kind);
  if (amount.stated && *amount.stated != amount.cents)
    words += " (" + t(app, "payment.stated", {app::money(app.language(), *amount.stated)}) + ")";
  return words;
}

std::string month_name(const App& app, std::string_view month) {
  const std::string first = format_date(app.language(), std::string(month) + "-01");
  const std::size_t behind_day = first.find_first_of(" \xc2\xe2");  // an ordinary space, or the first byte of another
  if (behind_day == std::string::npos) return std::string(month);
  return first.substr(first.find_first_not_of(" \xc2\xa0\xe2\x80\xaf", behind_day));
}

void draw_sums(Ui& ui, App& app, const app::PaymentSums& sums) {
  const Language language = app.language();
  ui.begin_columns(3, 150);
  ui.stat("owed", t(app, "payment.sum.owed"), app::money(language, sums.owed));
  ui.next_column();
  ui.stat("in-statement", t(app, "payment.sum.in_statement"), app::money(language, sums.in_statement));
  ui.next_column();
  ui.stat("paid", t(app, "payment.sum.paid"), app::money(language, sums.paid));
  ui.end_columns();
  if (sums.held != 0) ui.fact("held", t(app, "payment.sum.held"), app::money(language, sums.held));
  if (sums.refused != 0) ui.fact("refused", t(app, "payment.sum.refused"), app::money(language, sums.refused));
}

}  // namespace constat::screens

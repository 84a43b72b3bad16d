// What an investigator's own visits bring: what is to come, then statement by statement.
#include <algorithm>

#include "web/screens/payment.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_amount(Ui& ui, App& app, const app::PaymentAmount& amount) {
  const Language language = app.language();
  std::string detail = t(app, "payment.approved_on", {format_date(language, amount.dated)});
  if (amount.status == "held") detail = t(app, "payment.held_why");
  if (amount.status == "refused") detail = amount.reason;
  ui.row(ui::Key("amount", amount.visit + " " + amount.kind),
         {.title = amount.site.name,
          .subtitle = amount_kind(app, amount),
          .detail = detail,
          .badge = app::coded(language, "payment.status", amount.status),
          .badge_tone = tone_of_payment(amount.status),
          .trailing = app::money(language, amount.cents),
          .href = app::my_visit_hash(amount.visit)});
}

template <class Wanted>
void draw_group(Ui& ui, App& app, const app::PaymentLedger& ledger, std::string_view title, const Wanted& is_wanted) {
  ui.begin_group("amounts", ui::GroupRole::list, title);
  for (auto amount = ledger.amounts.rbegin(); amount != ledger.amounts.rend(); ++amount)
    if (is_wanted(*amount)) draw_amount(ui, app, *amount);
  ui.end_group();
  ui.space(ui::Space::large);
}

void draw_ledger(Ui& ui, App& app, const app::PaymentLedger& ledger) {
  const Language language = app.language();
  draw_sums(ui, app, ledger.totals);
  ui.space(ui::Space::large);
  const auto is_open = [](const app::PaymentAmount& amount) { return amount.statement.empty(); };
  if (std::any_of(ledger.amounts.begin(), ledger.amounts.end(), is_open)) {
    const std::string title(t(app, "payment.fees_open"));
    ui.heading("open-title", 2, title);
    draw_group(ui, app, ledger, title, is_open);
  }
  for (const app::PaymentStatement& statement : ledger.statements) {
    if (statement.status == "cancelled") continue;
    ui.push_key(ui::Key("statement", statement.id));
    const std::string title = t(app, "payment.statement_of", {statement.id});
    ui.heading("title", 2, title);
    ui.text("period", t(app, "payment.fees_of_statement",
                        {app::money(language, statement.cents), format_date(language, statement.from), format_date(language, statement.to)}),
            ui::TextStyle::strong);
    if (statement.status == "paid")
      ui.text("paid", t(app, "payment.fees_paid_on", {format_date(language, statement.paid_on), statement.reference}), ui::TextStyle::secondary);
    ui.space(ui::Space::small);
    draw_group(ui, app, ledger, title, [&](const app::PaymentAmount& amount) { return amount.statement == statement.id; });
    ui.pop_key();
  }
}

}  // namespace

void draw_fees(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "payment.fees_title")), .back_href = "#/visits", .back_label = std::string(t(app, "visits.title"))});
  ui.heading("title", 1, t(app, "payment.fees_title"));
  ui.text("what", t(app, "payment.fees_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  if (is_ready(ui, app, state.fees)) {
    draw_freshness(ui, app, state.fees);
    const app::PaymentLedger& ledger = *state.fees.value;
    if (ledger.amounts.empty() && ledger.statements.empty()) ui.empty_state("none", ui::Icon::list, t(app, "payment.fees_none"), t(app, "payment.fees_none_what"));
    else draw_ledger(ui, app, ledger);
  }
  end_screen(ui);
}

}  // namespace constat::screens

// What is owed, month by month: sums, people, statements, and every amount behind them.
#include <algorithm>
#include <optional>

#include "web/screens/payment.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

// Another month, or another person: asked for at the end of the frame.
struct Wanted {
  std::string month, person;
};

void draw_months(Ui& ui, App& app, const app::PaymentLedger& ledger, std::optional<Wanted>& wanted) {
  const std::string& shown = app.state().route.month;
  std::vector<std::string> names{std::string(t(app, "payment.all_months"))};
  std::vector<std::string> ids{""};
  std::size_t selected = 0;
  const auto offer = [&](const std::string& id) {
    if (id == shown) selected = ids.size();
    ids.push_back(id);
    names.push_back(month_name(app, id));
  };
  for (const std::string& each : ledger.months) offer(each);
  if (!shown.empty() && selected == 0) offer(shown);
  std::vector<ui::Option> options;
  for (std::size_t i = 0; i < ids.size(); ++i) options.push_back({ids[i], names[i]});
  const auto chosen = ui.choice("month", {.label = t(app, "payment.period"), .options = &options, .selected = selected, .draw_label = true, .folds = true});
  if (chosen && *chosen != selected) wanted = Wanted{ids[*chosen], app.state().route.person};
  ui.space(ui::Space::medium);
}

void draw_people(Ui& ui, App& app, const app::PaymentLedger& ledger) {
  const Language language = app.language();
  ui.heading("people-title", 2, t(app, "payment.people"));
  const std::string label(t(app, "payment.people"));
  std::vector<ui::Column> columns{{t(app, "payment.investigator"), false, true, 1.6F}, {t(app, "payment.sum.owed"), true},
                                  {t(app, "payment.sum.in_statement"), true}, {t(app, "payment.sum.paid"), true}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = std::min(ledger.payees.size(), app.state().amounts_shown);
  table.row_key = [&](std::size_t i) { return ledger.payees[i].id; };
  table.href = [&](std::size_t i) { return app::payments_hash(app.state().route.month, ledger.payees[i].id); };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::Payee& payee = ledger.payees[i];
    cells.push_back({payee.name, tn(app, "payment.count", payee.sums.count)});
    cells.push_back({app::money(language, payee.sums.owed)});
    cells.push_back({app::money(language, payee.sums.in_statement)});
    cells.push_back({app::money(language, payee.sums.paid)});
  };
  ui.table("people", table);
  if (table.row_count < ledger.payees.size() && ui.button("more-people", {.label = t(app, "payment.more"), .icon = ui::Icon::expand_more})) app.show_more_amounts();
  ui.space(ui::Space::large);
}

// The sums on screen are those of whose amounts stand below.
void draw_person(Ui& ui, App& app, const app::PaymentLedger& ledger, std::optional<Wanted>& wanted) {
  const std::string& person = app.state().route.person;
  app::Payee shown{person, person, {}};
  for (const app::Payee& payee : ledger.payees)
    if (payee.id == person) shown = payee;
  ui.begin_row();
  ui.text("of", t(app, "payment.amounts_of", {shown.name}), ui::TextStyle::strong);
  if (ui.button("everybody", {.label = t(app, "payment.everybody"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::close}))
    wanted = Wanted{app.state().route.month, {}};
  ui.end_row();
  ui.space(ui::Space::small);
  draw_sums(ui, app, shown.sums);
}

bool is_empty(const app::PaymentLedger& ledger) { return ledger.amounts.empty() && ledger.statements.empty(); }

void draw_ledger(Ui& ui, App& app, const app::PaymentLedger& ledger, std::optional<Wanted>& wanted) {
  if (is_empty(ledger) && ledger.months.empty()) {
    if (ui.empty_state("none", ui::Icon::list, t(app, "payment.none"), t(app, "payment.none_what"), t(app, "payment.to_plan")))
      app.go({.page = app::Page::plan});
    return;
  }
  draw_months(ui, app, ledger, wanted);
  if (is_empty(ledger)) {
    ui.empty_state("none-here", ui::Icon::calendar, t(app, "payment.none_in_period"), t(app, "payment.none_in_period_what"));
    return;
  }
  const bool one = !app.state().route.person.empty();
  if (one) draw_person(ui, app, ledger, wanted);
  else draw_sums(ui, app, ledger.totals);
  ui.space(ui::Space::medium);
  draw_payment_making(ui, app);
  ui.space(ui::Space::large);
  if (!one && !ledger.payees.empty()) draw_people(ui, app, ledger);
  draw_statements(ui, app, ledger.statements);
  draw_amounts(ui, app, ledger);
}

}  // namespace

void draw_payments(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "payment.title")), .back_href = "#/plan", .back_label = std::string(t(app, "plan.title")),
                         .width = ui::Width::wide});
  ui.heading("title", 1, t(app, "payment.title"));
  ui.text("what", t(app, "payment.what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  std::optional<Wanted> wanted;
  if (is_ready(ui, app, state.payments)) {
    draw_freshness(ui, app, state.payments);
    draw_ledger(ui, app, *state.payments.value, wanted);
  }
  end_screen(ui);
  draw_payment_dialog(ui, app);
  // Last: another month takes away what was just drawn.
  if (wanted) app.filter_payments(wanted->month, wanted->person, {});
}

}  // namespace constat::screens

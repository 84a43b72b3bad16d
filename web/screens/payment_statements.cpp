// Statements: what would be made, making it, and those that are there.
#include <algorithm>

#include "web/screens/payment.hpp"
#include "web/screens/planning.hpp"

namespace constat::screens {
namespace {

using Kind = app::PaymentDecision::Kind;

void draw_preview(Ui& ui, App& app, const app::PaymentRun& run) {
  const app::PaymentMaking& making = app.state().payment_making;
  ui.space(ui::Space::medium);
  ui.begin_card(ui::Tone::accent);
  ui.heading("preview-title", 2, t(app, "payment.preview"), 3);
  if (run.statements.empty()) {
    ui.text("nothing", t(app, "payment.nothing_to_make"));
  } else {
    ui.text("would", tn(app, "payment.would_make", static_cast<std::int64_t>(run.statements.size()), {app::money(app.language(), run.cents)}));
    ui.space(ui::Space::small);
    for (const app::PaymentStatement& each : run.statements)
      ui.fact(ui::Key("would", each.investigator_id), each.investigator,
              app::money(app.language(), each.cents) + " · " + tn(app, "payment.count", each.lines));
  }
  if (run.left > 0) ui.text("left", tn(app, "payment.left", run.left), ui::TextStyle::secondary);
  if (!run.statements.empty()) {
    ui.space(ui::Space::medium);
    if (ui.button("make", {.label = t(app, making.busy ? "payment.making" : "payment.make"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::check,
                           .enabled = !making.busy && app.state().sync.online}))
      app.make_statements(false);
  }
  ui.end_card();
}

void draw_made(Ui& ui, App& app, const app::PaymentRun& run) {
  std::string ids;
  for (const app::PaymentStatement& each : run.statements) ids += (ids.empty() ? "" : ", ") + each.id;
  if (run.statements.empty()) ui.banner("made-nothing", ui::Tone::warning, t(app, "payment.made_nothing"));
  else ui.banner("made", ui::Tone::good, tn(app, "payment.made_now", static_cast<std::int64_t>(run.statements.size()), {ids}));
  ui.space(ui::Space::medium);
}

void draw_statement(Ui& ui, App& app, const app::PaymentStatement& statement) {
  const Language language = app.language();
  ui.push_key(ui::Key("statement", statement.id));
  ui.begin_group("statement", ui::GroupRole::list_item, t(app, "payment.statement_of", {statement.id}));
  ui.begin_card();
  ui.heading("name", 3, t(app, "payment.statement_of", {statement.id}));
  ui.badge("status", app::coded(language, "payment.statement_status", statement.status), tone_of_payment(statement.status));
  ui.space(ui::Space::small);
  ui.fact("who", t(app, "payment.investigator"), statement.investigator);
  ui.fact("amount", t(app, "payment.amount"), app::money(language, statement.cents) + " · " + tn(app, "payment.count", statement.lines));
  ui.fact("period", t(app, "payment.days"), app::window(language, statement.from, statement.to));
  if (!statement.made_by.empty())
    ui.fact("made", t(app, "payment.made"), t(app, "payment.made_by", {app::moment(language, statement.made_at, app.state().zone), statement.made_by}));
  if (statement.status == "paid")
    ui.fact("paid", t(app, "payment.sum.paid"), t(app, "payment.paid_with", {format_date(language, statement.paid_on), statement.reference}));
  if (statement.status == "cancelled") ui.text("why", t(app, "payment.cancelled_why", {statement.reason}), ui::TextStyle::secondary);
  if (statement.status == "made") {
    ui.space(ui::Space::small);
    ui.begin_row();
    const bool online = app.state().sync.online;
    if (ui.button("pay", {.label = t(app, "payment.pay"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::check, .enabled = online, .description = statement.id}))
      app.ask_payment(Kind::pay, statement.id);
    if (ui.button("cancel", {.label = t(app, "payment.cancel"), .icon = ui::Icon::close, .enabled = online, .description = statement.id}))
      app.ask_payment(Kind::cancel, statement.id);
    ui.end_row();
  }
  ui.end_card();
  ui.end_group();
  ui.pop_key();
  ui.space(ui::Space::small);
}

}  // namespace

void draw_payment_making(Ui& ui, App& app) {
  const State& state = app.state();
  const app::PaymentMaking& making = state.payment_making;
  if (making.made) draw_made(ui, app, *making.made);
  draw_refusal(ui, app, making.refusal);
  ui.begin_row();
  const bool one = !state.route.person.empty();
  const char* label = making.busy && !making.preview ? "payment.preparing" : one ? "payment.prepare_one" : "payment.prepare";
  if (ui.button("prepare", {.label = t(app, label), .kind = making.preview ? ui::ButtonKind::secondary : ui::ButtonKind::primary, .icon = ui::Icon::visibility,
                            .enabled = !making.busy && state.sync.online}))
    app.make_statements(true);
  const app::Period period = app::period_of(state.route.month, {});
  std::string address = app::download_of("/api/v1/payments/export.csv", app.language(), {});
  if (!period.from.empty()) address += "&from=" + period.from + "&to=" + period.to;
  if (one) address += "&investigator=" + app::encoded_part(state.route.person);
  ui.link("export", t(app, "payment.export"), address, ui::Icon::download);
  ui.end_row();
  if (making.preview) draw_preview(ui, app, *making.preview);
}

void draw_statements(Ui& ui, App& app, const std::vector<app::PaymentStatement>& statements) {
  ui.heading("statements-title", 2, t(app, "payment.statements"));
  const std::string& person = app.state().route.person;
  const auto is_shown = [&](const app::PaymentStatement& statement) { return person.empty() || statement.investigator_id == person; };
  if (std::none_of(statements.begin(), statements.end(), is_shown))
    ui.text("no-statements", t(app, "payment.no_statements"), ui::TextStyle::secondary);
  ui.begin_group("statements", ui::GroupRole::list, t(app, "payment.statements"));
  std::size_t drawn = 0, all = 0;
  for (const app::PaymentStatement& statement : statements) {
    if (!is_shown(statement) || ++all > app.state().amounts_shown) continue;
    draw_statement(ui, app, statement);
    ++drawn;
  }
  ui.end_group();
  if (drawn < all && ui.button("more-statements", {.label = t(app, "payment.more"), .icon = ui::Icon::expand_more})) app.show_more_amounts();
  ui.space(ui::Space::large);
}

}  // namespace constat::screens

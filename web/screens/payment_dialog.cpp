// One statement or one amount: what is known of it, and what can be done with it.
#include "web/screens/payment.hpp"
#include "web/screens/planning.hpp"

namespace constat::screens {
namespace {

using Form = app::PaymentDecision;
using Kind = Form::Kind;

void draw_statement_fields(Ui& ui, App& app, const Form& form, const app::PaymentStatement& statement) {
  if (form.kind == Kind::cancel) return ui.text("what", t(app, "payment.cancel_what"));
  ui.text("what", t(app, "payment.pay_what", {app::money(app.language(), statement.cents), statement.investigator}));
  ui.space(ui::Space::medium);
  const auto on = ui.field("on", {.label = t(app, "payment.paid_on"), .value = form.on, .type = ui::FieldType::date,
                                  .error = form.on_missing ? t(app, "payment.date_needed") : std::string_view(), .required = true});
  if (on.value) app.change_payment([&](Form& changed) { changed.on = *on.value; });
  ui.space(ui::Space::small);
  const auto reference = ui.field("reference", {.label = t(app, "payment.reference"), .value = form.reference,
                                                .error = form.reference_missing ? t(app, "payment.reference_needed") : std::string_view(),
                                                .max_length = 100, .required = true});
  if (reference.value) app.change_payment([&](Form& changed) { changed.reference = *reference.value; });
}

void draw_amount_facts(Ui& ui, App& app, const app::PaymentAmount& amount) {
  const Language language = app.language();
  ui.begin_card();
  ui.fact("kind", t(app, "payment.what_kind"), amount_kind(app, amount));
  ui.fact("amount", t(app, "payment.amount"), app::money(language, amount.cents));
  ui.fact("who", t(app, "payment.investigator"), amount.investigator);
  ui.fact("dated", t(app, "payment.dated"), format_date(language, amount.dated));
  ui.fact("status", t(app, "payment.status_title"), app::coded(language, "payment.status", amount.status));
  if (!amount.statement.empty()) ui.fact("statement", t(app, "payment.statement"), amount.statement);
  if (!amount.reason.empty()) ui.fact("why", t(app, "payment.reason"), amount.reason);
  ui.end_card();
  if (amount.status == "held") ui.text("held", t(app, "payment.held_why"), ui::TextStyle::small);
  ui.link("visit", t(app, "payment.see_visit"), app::result_hash(amount.visit), ui::Icon::visits);
}

std::string title_of(const App& app, const Form& form, const app::PaymentAmount* amount) {
  switch (form.kind) {
    case Kind::pay: return t(app, "payment.pay_title", {form.statement});
    case Kind::cancel: return t(app, "payment.cancel_title", {form.statement});
    default: return amount ? amount->site.name : std::string(t(app, "payment.title"));
  }
}

const char* action_of(const Form& form) {
  if (form.busy) return "payment.saving";
  switch (form.kind) {
    case Kind::pay: return "payment.pay";
    case Kind::cancel: return "payment.cancel";
    case Kind::refuse: return "payment.refuse";
    default: return "payment.take_up";
  }
}

}  // namespace

void draw_payment_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::payment || !state.payments.value) return;
  const Form& form = state.payment_decision;
  const app::PaymentStatement* statement = state.payments.value->statement(form.statement);
  const app::PaymentAmount* amount = state.payments.value->amount(form.visit, form.of);
  if (!statement && !amount) return;
  if (!ui.begin_dialog("payment-dialog", title_of(app, form, amount))) return;
  if (statement) draw_statement_fields(ui, app, form, *statement);
  else draw_amount_facts(ui, app, *amount);
  if (form.kind != Kind::pay && form.kind != Kind::look) {
    ui.space(ui::Space::medium);
    const auto reason = ui.field("reason", {.label = t(app, "payment.reason"), .value = form.reason, .type = ui::FieldType::multiline,
                                            .hint = t(app, form.kind == Kind::refuse ? "payment.refuse_hint" : "payment.reason_hint"),
                                            .error = form.reason_missing ? t(app, "payment.reason_needed") : std::string_view(),
                                            .max_length = 500, .required = true});
    if (reason.value) app.change_payment([&](Form& changed) { changed.reason = *reason.value; });
  }
  draw_refusal(ui, app, form.refusal);
  ui.space(ui::Space::medium);
  const bool destroys = form.kind == Kind::cancel || form.kind == Kind::refuse;
  if (form.kind != Kind::look &&
      ui.button("yes", {.label = t(app, action_of(form)), .kind = destroys ? ui::ButtonKind::danger : ui::ButtonKind::primary,
                        .enabled = !form.busy && state.sync.online, .full_width = true}))
    app.decide_payment();
  ui.space(ui::Space::small);
  const bool no = ui.button("no", {.label = t(app, form.kind == Kind::look ? "payment.close" : "payment.keep"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if ((ui.end_dialog() || no) && !form.busy) app.close_dialog();
}

}  // namespace constat::screens

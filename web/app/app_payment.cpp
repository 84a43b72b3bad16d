// Payment: a manager's amounts and statements, an investigator's own fees.
#include "web/app/app.hpp"
#include "web/app/event_id.hpp"
#include "web/app/format.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_payment.hpp"
#include "web/app/parse_planning.hpp"

namespace constat::app {
namespace {

constexpr std::size_t kPageOfAmounts = 100;
constexpr std::size_t kDateLength = 10;

bool is_blank(const std::string& text) { return text.find_first_not_of(" \n\t") == std::string::npos; }

std::string with_period(const char* path, const std::string& month) {
  const Period period = period_of(month, {});
  return period.from.empty() ? std::string(path) : std::string(path) + "?from=" + period.from + "&to=" + period.to;
}

}  // namespace

void App::load_payments() {
  // Another month's figures must not stand under this one's name.
  if (state_.payments_month != state_.route.month) state_.payments.value.reset();
  state_.payments_month = state_.route.month;
  state_.amounts_shown = kPageOfAmounts;
  fetch(state_.payments, with_period("/api/v1/payments", state_.route.month), &read_payment_ledger);
}

void App::load_fees() { fetch(state_.fees, "/api/v1/fees", &read_payment_ledger); }

void App::filter_payments(const std::string& month, const std::string& person, const std::string& status) {
  state_.payment_making = {};
  go({.page = Page::payments, .status = status, .text = state_.route.text, .month = month, .person = person});
}

void App::search_payments(std::string text) {
  if (state_.route.page != Page::payments) return;
  state_.route.text = std::move(text);
  state_.amounts_shown = kPageOfAmounts;
  show_in_address(true);
}

void App::show_more_amounts() { state_.amounts_shown += kPageOfAmounts; }

void App::make_statements(bool dry_run) {
  PaymentMaking& making = state_.payment_making;
  if (making.busy || !state_.payments.value) return;
  const Period period = period_of(state_.route.month, state_.payments.value->months);
  if (period.from.empty()) return;
  making.refusal.reset();
  making.made.reset();
  // One press of the button is one run, however often it has to be sent; the next look makes another.
  if (dry_run || making.id.empty())
    making.id = event_id(state_.session ? state_.session->user_id : std::string(), "statements " + period.from + period.to, state_.now_ms);
  making.busy = true;
  Json body = Json::object();
  body.add("id", Json::of_text(making.id)).add("from", Json::of_text(period.from)).add("to", Json::of_text(period.to));
  if (!state_.route.person.empty()) {
    Json people = Json::array();
    people.push(Json::of_text(state_.route.person));
    body.add("investigators", std::move(people));
  }
  body.add("dry_run", Json::of_bool(dry_run));
  post_document("/api/v1/payments/statements", std::move(body), [this, dry_run](std::optional<Refusal> refusal, const Json& answer) {
    PaymentMaking& sent = state_.payment_making;
    sent.busy = false;
    sent.refusal = std::move(refusal);
    if (sent.refusal) return;
    PaymentRun run = read_payment_run(answer);
    if (dry_run) {
      sent.preview = std::move(run);
      return;
    }
    sent = {};
    sent.made = std::move(run);
    if (state_.route.page == Page::payments) load_payments();
  });
}

void App::ask_payment(PaymentDecision::Kind kind, const std::string& id, const std::string& of) {
  PaymentDecision& form = state_.payment_decision;
  const bool is_amount = kind != PaymentDecision::Kind::pay && kind != PaymentDecision::Kind::cancel;
  form = {};
  form.kind = kind;
  (is_amount ? form.visit : form.statement) = id;
  form.of = of;
  form.on = local_time(state_.now_ms, state_.zone).substr(0, kDateLength);
  open_dialog(Dialog::payment, id);
}

void App::change_payment(const std::function<void(PaymentDecision&)>& change) {
  PaymentDecision& form = state_.payment_decision;
  change(form);
  form.on_missing = form.reference_missing = form.reason_missing = false;
}

void App::decide_payment() {
  using Kind = PaymentDecision::Kind;
  PaymentDecision& form = state_.payment_decision;
  if (form.busy || form.kind == Kind::look) return;
  form.refusal.reset();
  form.on_missing = form.kind == Kind::pay && form.on.size() != kDateLength;
  form.reference_missing = form.kind == Kind::pay && is_blank(form.reference);
  form.reason_missing = form.kind != Kind::pay && is_blank(form.reason);
  if (form.on_missing || form.reference_missing || form.reason_missing) return;
  form.busy = true;
  Json body = Json::object();
  std::string path = "/api/v1/payments/amounts";
  if (form.kind == Kind::pay) {
    path = "/api/v1/payments/statements/" + encoded_part(form.statement) + "/paid";
    body.add("on", Json::of_text(form.on)).add("reference", Json::of_text(form.reference));
  } else if (form.kind == Kind::cancel) {
    path = "/api/v1/payments/statements/" + encoded_part(form.statement) + "/cancel";
    body.add("reason", Json::of_text(form.reason));
  } else {
    body.add("visit", Json::of_text(form.visit)).add("kind", Json::of_text(form.of)).add("refused", Json::of_bool(form.kind == Kind::refuse))
        .add("reason", Json::of_text(form.reason));
  }
  post_document(path, std::move(body), [this](std::optional<Refusal> refusal, const Json&) {
    PaymentDecision& sent = state_.payment_decision;
    sent.busy = false;
    sent.refusal = std::move(refusal);
    if (sent.refusal) return;
    if (state_.dialog == Dialog::payment) state_.dialog = Dialog::none;
    sent = {};
    state_.payment_making.made.reset();
    if (state_.route.page == Page::payments) load_payments();
  });
}

}  // namespace constat::app

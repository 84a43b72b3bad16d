#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"

using namespace constat;
using namespace constat::app;

namespace {

const std::string kLedger = R"({"months":["2026-11","2026-10"],"totals":{"owed":2550,"paid":100,"count":2},
  "investigators":[{"investigator":{"id":"i","name":"Ana"},"owed":2550,"count":1}],
  "amounts":[{"visit":"v1","kind":"fee","status":"owed","cents":2550,"site":{"id":"lyon","name":"Lyon"},"investigator":{"id":"i","name":"Ana"},"dated":"2026-11-20"}],
  "count":1,"statements":[{"id":"2026-0001","investigator":{"id":"i","name":"Ana"},"status":"made","cents":2550,"lines":1}]})";
const std::string kRun = R"({"statements":[{"id":"2026-0002","cents":2550,"lines":1,"investigator":{"id":"i","name":"Ana"}}],"left":[{}]})";

void open(AppScenario& s, std::string_view url = "#/payments?month=2026-11") {
  s.start(url, "manager");
  s.reply_to("fetch", fetched(kLedger));
}

std::string id_in(const std::string& payload) {
  const auto at = payload.find("\"id\":\"") + 6;
  return payload.substr(at, 36);
}

}  // namespace

TEST_CASE("a month is asked for from its first to its last day") {
  AppScenario s;
  s.start("#/payments?month=2024-02", "manager");
  CHECK(s.expect("fetch").payload == R"({"path":"/api/v1/payments?from=2024-02-01&to=2024-02-29"})");
  CHECK(period_of("2026-12", {}).to == "2026-12-31");
  CHECK(period_of("", {"2026-11", "2026-09"}).from == "2026-09-01");
  CHECK(period_of("", {"2026-11", "2026-09"}).to == "2026-11-30");
  CHECK(period_of("soon", {}).from.empty());
}

TEST_CASE("what is owed is read, and another month's figures never stand under this one's name") {
  AppScenario s;
  open(s);
  const PaymentLedger& ledger = *s.app.state().payments.value;
  CHECK(ledger.totals.owed == 2550);
  CHECK(ledger.payees[0].name == "Ana");
  CHECK(ledger.amount("v1", "fee")->cents == 2550);
  CHECK(ledger.statement("2026-0001")->status == "made");
  s.app.filter_payments("2026-10", "", "");
  CHECK_FALSE(s.app.state().payments.value);
  CHECK(s.url() == "#/payments?month=2026-10");
}

TEST_CASE("statements are shown before they are made, and one press is one run however often it is sent") {
  AppScenario s;
  open(s);
  s.app.make_statements(true);
  const StoreRequest preview = s.expect("post");
  CHECK(preview.payload.find("\"dry_run\":true") != std::string::npos);
  CHECK(preview.payload.find(R"("from":"2026-11-01","to":"2026-11-30")") != std::string::npos);
  s.reply(preview, fetched(kRun));
  REQUIRE(s.app.state().payment_making.preview);
  CHECK(s.app.state().payment_making.preview->cents == 2550);
  CHECK(s.app.state().payment_making.preview->left == 1);
  s.app.make_statements(false);
  s.app.make_statements(false);
  const StoreRequest first = s.expect("post");
  CHECK_FALSE(s.has("post"));
  s.fail(first, "offline");
  CHECK(s.app.state().payment_making.refusal);
  s.app.make_statements(false);
  const StoreRequest again = s.expect("post");
  CHECK(id_in(again.payload) == id_in(first.payload));
  s.reply(again, fetched(kRun, 201));
  REQUIRE(s.app.state().payment_making.made);
  CHECK(s.has("fetch"));
}

TEST_CASE("a statement is marked as paid with a date and a reference, and not without") {
  AppScenario s;
  open(s);
  s.app.ask_payment(PaymentDecision::Kind::pay, "2026-0001");
  CHECK(s.app.state().payment_decision.on == "2026-11-01");  // today, on this phone
  s.app.decide_payment();
  CHECK(s.app.state().payment_decision.reference_missing);
  CHECK_FALSE(s.has("post"));
  s.app.change_payment([](PaymentDecision& form) { form.reference = "VIR 7"; });
  s.app.decide_payment();
  const StoreRequest post = s.expect("post");
  CHECK(post.payload.find("/api/v1/payments/statements/2026-0001/paid") != std::string::npos);
  CHECK(post.payload.find(R"("on":"2026-11-01","reference":"VIR 7")") != std::string::npos);
  s.reply(post, fetched("{}"));
  CHECK(s.app.state().dialog == Dialog::none);
}

TEST_CASE("an amount is refused with a reason, and a refusal of the server stays on screen") {
  AppScenario s;
  open(s);
  s.app.ask_payment(PaymentDecision::Kind::refuse, "v1", "fee");
  s.app.decide_payment();
  CHECK(s.app.state().payment_decision.reason_missing);
  s.app.change_payment([](PaymentDecision& form) { form.reason = "Ticket illisible"; });
  s.app.decide_payment();
  const StoreRequest post = s.expect("post");
  CHECK(post.payload.find(R"("visit":"v1","kind":"fee","refused":true,"reason":"Ticket illisible")") != std::string::npos);
  s.reply(post, fetched(R"({"code":"amount-closed","detail":"Ce montant est dans le relevé 2026-0001."})", 409));
  CHECK(s.app.state().dialog == Dialog::payment);
  CHECK(s.app.state().payment_decision.refusal->failure.detail == "Ce montant est dans le relevé 2026-0001.");
}

TEST_CASE("an investigator's fees come from the last copy when there is no network") {
  AppScenario s;
  s.start("#/fees");
  const StoreRequest request = s.expect("fetch");
  CHECK(request.payload == R"({"path":"/api/v1/fees"})");
  s.reply(request, "{\"status\":200,\"body\":" + kLedger + ",\"fetched_at\":1793510000000,\"stale\":true}");
  CHECK(s.app.state().fees.value->totals.paid == 100);
  CHECK(s.app.state().fees.stale);
}

TEST_CASE("the audit log is asked for by what its address says, page by page") {
  AppScenario s;
  s.start("#/audit?action=payment&person=i&text=VIR%207&page=2", "administrator");
  const StoreRequest request = s.expect("fetch");
  CHECK(request.payload == R"({"path":"/api/v1/audit?page=2&action=payment&person=i&text=VIR%207"})");
  s.reply(request, fetched(R"({"entries":[{"number":7,"at":"2026-11-22T09:00:00Z","actor":null,"action":"data-imported",
    "object":{"type":"organisation","id":"o","name":"O"},"detail":{"sites":"6","items":["a","b"],"fee":2550},"address":"cli"}],"count":101,"people":[{"id":"i","name":"Ana"}]})"));
  const AuditLog& log = *s.app.state().audit.value;
  CHECK(log.pages() == 3);
  CHECK(log.name_of("i") == "Ana");
  CHECK(log.entries[0].details[1].second == "a, b");
  CHECK(log.entries[0].details[2].second == "2550");
  s.app.type_audit("VIR 8");
  CHECK_FALSE(s.has("fetch"));
  s.app.search_audit();
  CHECK(s.url() == "#/audit?action=payment&person=i&text=VIR%208");
  s.reply_to("fetch", fetched(R"({"entries":[],"count":0})"));
  s.app.turn_audit(1);
  CHECK(s.url() == "#/audit?action=payment&person=i&text=VIR%208&page=2");
}

#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;
using Kind = app::PaymentDecision::Kind;

std::string amount(std::string_view visit, std::string_view kind, std::string_view status, std::string_view more = "") {
  return R"({"visit":")" + std::string(visit) + R"(","kind":")" + std::string(kind) + R"(","status":")" + std::string(status) +
         R"(","cents":2550,"site":{"id":"nice","name":"Nice, avenue Jean-Médecin","city":"Nice"},"investigator":{"id":"i","name":"Marguerite Vandenbroucke"},)"
         R"("mission":"m","wave":"w","visited_at":"2026-11-03T10:02:11+01:00","dated":"2026-11-20")" + std::string(more) + "}";
}

std::string statement(std::string_view id, std::string_view status, std::string_view more = "") {
  return R"({"id":")" + std::string(id) + R"(","investigator":{"id":"i","name":"Marguerite Vandenbroucke"},"from":"2026-11-01","to":"2026-11-30","cents":123450,)"
         R"("lines":12,"status":")" + std::string(status) + R"(","made_at":"2026-11-22T09:00:00Z","made_by":{"id":"p","name":"Philippe Garnier"})" + std::string(more) + "}";
}

const std::string kSums = R"("owed":2550,"held":2550,"refused":900,"in_statement":123450,"paid":999999,"count":6)";
const std::string kLedger =
    R"({"currency":"EUR","months":["2026-11","2026-10"],"totals":{)" + kSums + R"(},"investigators":[{"investigator":{"id":"i","name":"Marguerite Vandenbroucke"},)" + kSums +
    R"(},{"investigator":{"id":"j","name":"Ana"},"owed":-2550,"count":1}],"amounts":[)" + amount("v1", "fee", "owed") + "," +
    amount("v2", "expenses", "owed", R"(,"stated":4000)") + "," + amount("v3", "fee", "held") + "," + amount("v4", "fee", "refused", R"(,"reason":"Ticket illisible, à refaire")") + "," +
    amount("v5", "fee", "paid", R"(,"statement":"2026-0001","paid_on":"2026-11-21")") + "," + amount("v6", "fee_correction", "in_statement", R"(,"statement":"2026-0002")") +
    R"(],"count":6000,"statements":[)" + statement("2026-0002", "made") + "," + statement("2026-0001", "paid", R"(,"paid_on":"2026-11-21","reference":"VIR 2026-0001")") + "," +
    statement("2026-0000", "cancelled", R"(,"reason":"Mauvaise période")") + "]}";
const std::string kNothing = R"({"currency":"EUR","months":[],"totals":{},"investigators":[],"amounts":[],"count":0,"statements":[]})";
const std::string kRun = R"({"dry_run":true,"from":"2026-11-01","to":"2026-11-30","statements":[)" + statement("2026-0003", "made") + R"(],"left":[)" + statement("", "made") + "]}";

void open(AppScenario& s, std::string_view url = "#/payments", std::string_view ledger = kLedger) {
  s.start(url, "manager");
  s.reply_to("fetch", fetched(ledger));
}

const std::string kAudit =
    R"({"entries":[{"number":3,"at":"2026-11-22T09:00:00Z","actor":{"id":"p","name":"Philippe Garnier"},"action":"payment-paid","object":{"type":"statement","id":"2026-0001","name":"2026-0001"},)"
    R"("detail":{"cents":123450,"reference":"VIR 2026-0001"},"address":"192.168.1.20"},{"number":2,"at":"2026-11-22T08:00:00Z","actor":{"id":"m","name":"Marguerite Vandenbroucke"},)"
    R"("action":"session-refused","object":{"type":"user","id":"m","name":"Marguerite Vandenbroucke"},"detail":{},"address":"2001:db8::1"},{"number":1,"at":"2026-11-21T08:00:00Z","actor":null,)"
    R"("action":"data-imported","object":{"type":"organisation","id":"o","name":""},"detail":{"sites":"6"},"address":"cli"}],"count":120,"people":[{"id":"p","name":"Philippe Garnier"}]})";

void open_audit(AppScenario& s, std::string_view url, std::string_view log = kAudit) {
  s.start(url, "administrator");
  s.reply_to("fetch", fetched(log));
}

}  // namespace

void add_payment_states(std::vector<ScreenState>& all) {
  all.push_back({"payments, loading", [](AppScenario& s) { s.start("#/payments", "manager"); }});
  all.push_back({"payments, refused", [](AppScenario& s) {
    s.start("#/payments", "manager");
    s.reply_to("fetch", fetched(R"({"title":"Interdit","status":403,"code":"forbidden"})", 403));
  }});
  all.push_back({"payments, nothing", [](AppScenario& s) { open(s, "#/payments", kNothing); }});
  all.push_back({"payments, nothing in this month", [](AppScenario& s) {
    open(s, "#/payments?month=2026-09", R"({"months":["2026-11"],"totals":{},"investigators":[],"amounts":[],"count":0,"statements":[]})");
  }});
  all.push_back({"payments", [](AppScenario& s) { open(s); }});
  all.push_back({"payments of one person, searched", [](AppScenario& s) { open(s, "#/payments?month=2026-11&person=i&status=paid&text=jean"); }});
  all.push_back({"payments, nothing found", [](AppScenario& s) { open(s, "#/payments?text=zzz"); }});
  all.push_back({"payments, preview", [](AppScenario& s) {
    open(s);
    s.app.make_statements(true);
    s.reply_to("post", fetched(kRun));
  }});
  all.push_back({"payments, preview of nothing", [](AppScenario& s) {
    open(s);
    s.app.make_statements(true);
    s.reply_to("post", fetched(R"({"statements":[],"left":[]})"));
  }});
  all.push_back({"payments, refused run", [](AppScenario& s) {
    open(s);
    s.app.make_statements(true);
    s.reply_to("post", fetched(R"({"code":"bad-payment","detail":"La demande n’est pas acceptée ; voyez chaque problème."})", 400));
  }});
  all.push_back({"payments, made", [](AppScenario& s) {
    open(s);
    s.app.make_statements(false);
    s.reply_to("post", fetched(kRun, 201));
    s.reply_to("fetch", fetched(kLedger));
  }});
  all.push_back({"payments, made nothing", [](AppScenario& s) {
    open(s);
    s.app.make_statements(false);
    s.reply_to("post", fetched(R"({"statements":[],"left":[]})"));
    s.reply_to("fetch", fetched(kLedger));
  }});
  all.push_back({"pay dialog", [](AppScenario& s) {
    open(s);
    s.app.ask_payment(Kind::pay, "2026-0002");
  }});
  all.push_back({"pay dialog, fields missing", [](AppScenario& s) {
    open(s);
    s.app.ask_payment(Kind::pay, "2026-0002");
    s.app.change_payment([](app::PaymentDecision& form) { form.on.clear(); });
    s.app.decide_payment();
  }});
  all.push_back({"cancel statement dialog, refused", [](AppScenario& s) {
    open(s);
    s.app.ask_payment(Kind::cancel, "2026-0002");
    s.app.change_payment([](app::PaymentDecision& form) { form.reason = "Mauvaise période"; });
    s.app.decide_payment();
    s.reply_to("post", fetched(R"({"code":"statement-closed","detail":"Le relevé 2026-0002 est déjà payé ou annulé et ne change plus."})", 409));
  }});
  all.push_back({"refuse amount dialog", [](AppScenario& s) {
    open(s);
    s.app.ask_payment(Kind::refuse, "v2", "expenses");
    s.app.decide_payment();
  }});
  all.push_back({"take up amount dialog", [](AppScenario& s) {
    open(s);
    s.app.ask_payment(Kind::take_up, "v4", "fee");
  }});
  all.push_back({"amount dialog", [](AppScenario& s) {
    open(s);
    s.app.ask_payment(Kind::look, "v5", "fee");
  }});
  all.push_back({"fees, loading", [](AppScenario& s) { s.start("#/fees"); }});
  all.push_back({"fees, nothing", [](AppScenario& s) {
    s.start("#/fees");
    s.reply_to("fetch", fetched(kNothing));
  }});
  all.push_back({"fees", [](AppScenario& s) {
    s.start("#/fees");
    s.reply_to("fetch", fetched(kLedger));
  }});
  all.push_back({"fees, an old copy", [](AppScenario& s) {
    s.start("#/fees");
    s.reply_to("fetch", "{\"status\":200,\"body\":" + kLedger + ",\"fetched_at\":1793510000000,\"stale\":true}");
  }});
  all.push_back({"audit log, loading", [](AppScenario& s) { s.start("#/audit", "administrator"); }});
  all.push_back({"audit log, empty", [](AppScenario& s) { open_audit(s, "#/audit", R"({"entries":[],"count":0,"people":[]})"); }});
  all.push_back({"audit log, nothing fits", [](AppScenario& s) { open_audit(s, "#/audit?text=zzz", R"({"entries":[],"count":0,"people":[]})"); }});
  all.push_back({"audit log", [](AppScenario& s) { open_audit(s, "#/audit"); }});
  all.push_back({"audit log, second page of a person", [](AppScenario& s) { open_audit(s, "#/audit?action=payment&person=p&page=2"); }});
}

}  // namespace constat::testing

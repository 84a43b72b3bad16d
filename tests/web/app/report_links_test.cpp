// Links to reports: made in a dialog, listed and revoked, and opened without an account.
#include <catch_amalgamated.hpp>

#include "shared/base/ids.hpp"
#include "tests/web/app/app_scenario.hpp"

using namespace constat;
using namespace constat::app;

namespace {

const std::string kLinks = R"({"links":[{"id":"r1","kind":"visit","subject":"v1","maker":{"id":"m","name":"Inès"},"status":"active","made_at":"2026-11-01T09:00:00Z",
  "expires_at":"2026-11-15T09:00:00Z","opened":2,"opened_on":"2026-11-03","revoked_at":null,"site":{"id":"lyon","name":"Lyon Part-Dieu","city":"Lyon"},"visit_on":"2026-10-12"},
  {"id":"r2","kind":"network","subject":"","maker":{"id":"m","name":"Inès"},"status":"expired","made_at":"2026-10-01T09:00:00Z","expires_at":"2026-10-15T09:00:00Z","opened":0,
  "opened_on":null,"revoked_at":null,"wave":{"id":"w1","title":{"fr":"Automne","en":""}}}],"count":51,"statuses":{"active":50,"expired":1},"everybody":true})";
const std::string kOffer = R"({"kind":"visit","format":"pdf","organisation":{"name":"Réseau Nord"},"expires_at":"2026-11-15T09:00:00Z",
  "site":{"id":"lyon","name":"Lyon Part-Dieu","city":"Lyon"},"visit_on":"2026-10-12"})";

}  // namespace

TEST_CASE("a link is made for so many days, shown once and copied, and another report begins anew") {
  AppScenario s;
  s.start("#/settings", "manager");
  s.app.report_links().ask("site", "lyon", "w1");
  const LinkForm& form = s.app.report_links().state().form;
  CHECK(s.app.state().dialog == Dialog::make_link);
  CHECK(form.days == "14");
  CHECK(is_id(form.request));  // the server takes no other
  s.app.report_links().type_days("91");
  s.app.report_links().make();
  CHECK(form.days_wrong);
  CHECK_FALSE(s.has("post"));
  s.app.report_links().type_days("90");
  CHECK_FALSE(form.days_wrong);
  s.app.report_links().make();
  s.app.report_links().make();
  const StoreRequest first = s.expect("post");
  CHECK_FALSE(s.has("post"));
  CHECK(first.payload == R"({"path":"/api/v1/report-links","body":{"kind":"site","id":"lyon","wave":"w1","days":90,"request":")" + form.request + "\"}}");
  s.reply(first, fetched(R"({"code":"unavailable","detail":"Plus tard."})", 503));
  CHECK(form.refusal.has_value());
  s.app.report_links().make();
  const StoreRequest again = s.expect("post");
  CHECK(again.payload == first.payload);  // the same act: the server ends what it may have made the first time
  s.reply(again, fetched(R"({"id":"r1","url":"https://c.example/#/shared/r1.s","expires_at":"2026-12-01T09:00:00Z"})", 201));
  CHECK(form.url == "https://c.example/#/shared/r1.s");
  s.app.report_links().copy();
  CHECK(s.expect("copy").payload == R"({"text":"https://c.example/#/shared/r1.s"})");
  const std::string request = form.request;
  s.app.report_links().ask("network", "", "all");
  CHECK(form.url.empty());
  CHECK(form.request != request);
  s.app.report_links().make();
  CHECK(s.expect("post").payload.find(R"("body":{"kind":"network","wave":"all","days":14)") != std::string::npos);
}

TEST_CASE("links are listed page by page, and one is revoked in its dialog") {
  AppScenario s;
  s.start("#/links?status=active&text=lyon&page=2", "manager");
  const StoreRequest list = s.expect("fetch");
  CHECK(list.payload == R"({"path":"/api/v1/report-links?page=2&status=active&text=lyon"})");
  s.reply(list, fetched(kLinks));
  const ReportLinkPage& page = *s.app.report_links().state().all.value;
  CHECK(page.pages() == 2);
  CHECK(page.links[0].report.site == "Lyon Part-Dieu");
  CHECK(page.links[1].report.wave_title_en == "Automne");
  s.app.report_links().show("r1");
  s.app.report_links().revoke();
  const StoreRequest revoke = s.expect("post");
  CHECK(revoke.payload == R"({"path":"/api/v1/report-links/r1/revoke","body":{}})");
  s.reply(revoke, fetched(R"({"code":"unavailable","detail":"Plus tard."})", 503));
  CHECK(s.app.report_links().state().refusal.has_value());
  s.app.report_links().revoke();
  s.reply_to("post", fetched(R"({"id":"r1"})"));
  CHECK(s.app.state().dialog == Dialog::none);
  CHECK(s.has("fetch"));
}

TEST_CASE("a link opens without a session: what it is, then its document, in the language of the page") {
  AppScenario s;
  s.start("#/shared/r1.secret", "");
  const StoreRequest look = s.expect("shared_report");
  CHECK(look.payload == R"({"token":"r1.secret","language":"fr","save":false})");
  s.reply(look, fetched(kOffer));
  const SharedReport& shared = s.app.report_links().state().shared;
  REQUIRE(shared.offer.value);
  CHECK(shared.offer.value->organisation == "Réseau Nord");
  s.app.set_language(Language::english);
  s.app.report_links().open();
  s.app.report_links().open();
  const StoreRequest open = s.expect("shared_report");
  CHECK_FALSE(s.has("shared_report"));
  CHECK(open.payload == R"({"token":"r1.secret","language":"en","save":true})");
  s.reply(open, R"({"status":200,"body":{},"name":"constat.pdf"})");
  CHECK(shared.saved);
  // Too many at once: said, and the page stays.
  s.app.report_links().open();
  s.reply_to("shared_report", fetched(R"({"code":"too-many-attempts","detail":"Wait."})", 429));
  CHECK(shared.offer.value);
  CHECK(shared.failure->detail == "Wait.");
  // Revoked meanwhile: over.
  s.app.report_links().open();
  s.reply_to("shared_report", fetched(R"({"code":"shared-revoked","detail":"Revoked."})", 410));
  CHECK_FALSE(shared.offer.value);
  CHECK(shared.offer.failure->code == "shared-revoked");
  CHECK_FALSE(shared.saved);
}

TEST_CASE("without a network a link says so and is tried again") {
  AppScenario s;
  s.start("#/shared/r1.secret", "");
  s.fail(s.expect("shared_report"), "offline");
  CHECK(s.app.report_links().state().shared.offer.failure->code == "offline");
  s.app.refresh();
  s.reply_to("shared_report", fetched(kOffer));
  CHECK(s.app.report_links().state().shared.offer.value);
}

// Links to reports: their list, a new one below a report, and the page of whoever opens one.
#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;

const std::string kLinks = R"({"links":[{"id":"r0123456789abcdef0123","kind":"visit","subject":"v1","maker":{"id":"m","name":"Marguerite Vandenbroucke"},"status":"active",
  "made_at":"2026-11-01T09:00:00Z","expires_at":"2026-11-15T09:00:00Z","opened":12,"opened_on":"2026-11-03","revoked_at":null,
  "site":{"id":"lyon","name":"Lyon Part-Dieu, centre commercial","city":"Lyon"},"visit_on":"2026-10-12"},
  {"id":"r1","kind":"site","subject":"lille","maker":{"id":"m","name":"Marguerite Vandenbroucke"},"status":"revoked","made_at":"2026-10-01T09:00:00Z","expires_at":"2026-10-15T09:00:00Z",
  "opened":1,"opened_on":"2026-10-02","revoked_at":"2026-10-03T09:00:00Z","site":{"id":"lille","name":"Euralille","city":"Lille"},"wave":{"id":"w1","title":{"fr":"Automne","en":"Autumn"}}},
  {"id":"r2","kind":"network","subject":"","maker":{"id":"p","name":"Philippe Garnier"},"status":"expired","made_at":"2026-10-01T09:00:00Z","expires_at":"2026-10-15T09:00:00Z","opened":0,
  "opened_on":null,"revoked_at":null,"wave":{"id":"all","title":{"fr":"","en":""}}}],"count":120,"statuses":{"active":118,"expired":1,"revoked":1},"everybody":true})";
const std::string kNoLinks = R"({"links":[],"count":0,"statuses":{},"everybody":false})";
const std::string kOffer = R"({"kind":"visit","format":"pdf","organisation":{"name":"Réseau des boutiques du Nord et de la façade atlantique"},"expires_at":"2026-11-15T09:00:00Z",
  "site":{"id":"lyon","name":"Lyon Part-Dieu, centre commercial","city":"Lyon"},"visit_on":"2026-10-12"})";

void open(AppScenario& s, const std::string& url, const std::string& body, const char* role = "administrator", int status = 200) {
  s.start(url, role);
  s.reply_to("fetch", fetched(body, status));
}

void ask(AppScenario& s) {
  start(s, "#/result/v1", {{"/events", R"({"events":[]})"}, {"/api/v1/visits/", visit_result(R"(,"score_differs":false)")}, {"quarantine", R"({"visits":[],"parked":[]})"}});
  s.app.report_links().ask("visit", "v1", "");
}

void add_list_states(std::vector<ScreenState>& all) {
  all.push_back({"links, loading", [](AppScenario& s) { s.start("#/links", "manager"); }});
  all.push_back({"links, refused", [](AppScenario& s) { open(s, "#/links", R"({"code":"not-allowed"})", "manager", 403); }});
  all.push_back({"links, none yet", [](AppScenario& s) { open(s, "#/links", kNoLinks, "manager"); }});
  all.push_back({"links, none yet, of a reviewer", [](AppScenario& s) { open(s, "#/links", kNoLinks, "reviewer"); }});
  all.push_back({"links, nothing fits", [](AppScenario& s) { open(s, "#/links?status=expired&text=zzz", kNoLinks, "manager"); }});
  all.push_back({"links of everybody, second page", [](AppScenario& s) { open(s, "#/links?page=2", kLinks); }});
  for (const char* link : {"r0123456789abcdef0123", "r1"})
    all.push_back({std::string("link dialog, ") + link, [link](AppScenario& s) {
      open(s, "#/links", kLinks);
      s.app.report_links().show(link);
    }});
  all.push_back({"link dialog, revoking refused", [](AppScenario& s) {
    open(s, "#/links", kLinks);
    s.app.report_links().show("r0123456789abcdef0123");
    s.app.report_links().revoke();
    s.reply_to("post", fetched(R"({"code":"unavailable","detail":"Le serveur ne peut pas."})", 503));
  }});
}

void add_form_states(std::vector<ScreenState>& all) {
  all.push_back({"new link", &ask});
  all.push_back({"new link, too many days", [](AppScenario& s) {
    ask(s);
    s.app.report_links().type_days("91");
    s.app.report_links().make();
  }});
  all.push_back({"new link, being made", [](AppScenario& s) {
    ask(s);
    s.app.report_links().make();
  }});
  all.push_back({"new link, refused", [](AppScenario& s) {
    ask(s);
    s.app.report_links().make();
    s.reply_to("post", fetched(R"({"code":"too-many-report-links","detail":"Vous avez déjà 500 liens actifs ; révoquez ceux qui ne servent plus."})", 409));
  }});
  all.push_back({"new link, made, copying refused", [](AppScenario& s) {
    ask(s);
    s.app.report_links().make();
    s.reply_to("post", fetched(R"({"id":"r2","url":"https://constat.example/#/shared/r0123456789abcdef0123.sNj1XvQ8mV3rT0cP5wYb2kLhZ7eUaGoDfIqRxMtWyBn","expires_at":"2026-11-15T09:00:00Z"})", 201));
    s.app.report_links().copy();
    s.fail(s.expect("copy"), "copy-refused");
  }});
}

void add_shared_states(std::vector<ScreenState>& all) {
  all.push_back({"shared report, loading", [](AppScenario& s) { s.start("#/shared/r1.secret", ""); }});
  all.push_back({"shared report", [](AppScenario& s) {
    s.start("#/shared/r1.secret", "");
    s.reply_to("shared_report", fetched(kOffer));
  }});
  all.push_back({"shared report, signed in, saved", [](AppScenario& s) {
    s.start("#/shared/r1.secret", "investigator");
    s.reply_to("shared_report", fetched(kOffer));
    s.app.report_links().open();
    s.reply_to("shared_report", fetched("{}"));
  }});
  all.push_back({"shared report, being made", [](AppScenario& s) {
    s.start("#/shared/r1.secret", "");
    s.reply_to("shared_report", fetched(kOffer));
    s.app.report_links().open();
  }});
  all.push_back({"shared report, too many at once", [](AppScenario& s) {
    s.start("#/shared/r1.secret", "");
    s.reply_to("shared_report", fetched(kOffer));
    s.app.report_links().open();
    s.reply_to("shared_report", fetched(R"({"code":"too-many-attempts","detail":"Trop d’essais ; attendez 600 s et recommencez."})", 429));
  }});
  for (const char* code : {"shared-unknown", "shared-expired", "shared-revoked", "shared-closed"})
    all.push_back({std::string("shared report, ") + code, [code](AppScenario& s) {
      s.start("#/shared/r1.secret", "");
      s.reply_to("shared_report", fetched(R"({"code":")" + std::string(code) + R"(","detail":"Ce lien n’ouvre plus rien ; demandez-en un autre à la personne qui vous l’a donné."})", 410));
    }});
  all.push_back({"shared report, offline", [](AppScenario& s) {
    s.start("#/shared/r1.secret", "");
    s.fail(s.expect("shared_report"), "offline");
  }});
}

}  // namespace

void add_link_states(std::vector<ScreenState>& all) {
  add_list_states(all);
  add_form_states(all);
  add_shared_states(all);
}

}  // namespace constat::testing

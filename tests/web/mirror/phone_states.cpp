#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;
using app::Dialog;

std::string visit(std::string_view id, std::string_view state, std::string_view more = {}) {
  return R"({"id":")" + std::string(id) + R"(","site_doc":{"id":"s","name":"Lyon Part-Dieu","city":"Lyon","region":"Rhône"},)"
         R"("checklist_title":{"fr":"Accueil en point de vente","en":"Store reception"},"started_at":"2026-11-01T09:00:00+01:00",)"
         R"("ended_at":"2026-11-01T09:40:00+01:00","state":")" + std::string(state) + "\"" + std::string(more) + "}";
}

const std::string kScore = R"(,"score":{"scoring_version":1,"status":"complete","score":72.45,"uncapped":72.45,"grade":"b","passed":false})";

std::string visits() {
  const std::string id(AppScenario::kVisitId);
  return R"({"visits":[)" + visit("v1", "draft") + "," + visit("v2", "saved", kScore) + "," +
         visit(id, "received", kScore + R"(,"safe":true,"photos":{"total":3,"sent":2},"receipt":{"received_at":"2026-11-01T09:41:00Z"})") + "," +
         visit("v4", "parked", R"(,"problem":"too-large")") + "," + visit("v5", "handed_over") + "," +
         visit("v6", "received", R"(,"review":"returned")") + "," +
         visit("v7", "received", R"(,"receipt":{"received_at":"2026-11-01T09:41:00Z","quarantined":"conflict"})") + "]}";
}

constexpr std::string_view kQueue = R"({"visits":[
  {"id":"v2","state":"saved","problem":null,"photos":{"total":4,"sent":1,"bytes_sent":500,"bytes":900}},
  {"id":"v4","state":"parked","problem":"too-large","photos":{"total":2,"sent":1,"bytes_sent":500,"bytes":900}},
  {"id":"v5","state":"handed_over","problem":null,"photos":{"total":0,"sent":0,"bytes_sent":0,"bytes":0}}],"safe_target":false})";

void storage(AppScenario& s, std::string_view sync = R"({"online":true,"unsent":2,"next_retry_ms":1793520045000})") {
  s.start("#/storage");
  s.reply_to("list_visits", visits());
  s.reply_to("list_queue", kQueue);
  s.app.on_push(R"({"push":"sync","data":)" + std::string(sync) + "}");
}

void shown(AppScenario& s, std::string_view id) {
  s.start("#/my-visit/" + std::string(id));
  if (s.has("list_visits")) s.reply_to("list_visits", visits());
}

}  // namespace

void add_phone_states(std::vector<ScreenState>& all) {
  for (const char* way : {"prompt", "share"}) {
    all.push_back({std::string("storage, installing offered, ") + way, [way](AppScenario& s) {
      s.app.on_install(way, false, false);
      storage(s);
    }});
    all.push_back({std::string("a visit submitted, installing offered, ") + way, [way](AppScenario& s) {
      s.app.on_install(way, false, false);
      s.start_filling();
      s.app.submit_visit();
      s.reply_to("submit_visit", R"({"revision":1,"sha256":"00"})");
      s.reply_to("list_visits", visits());
    }});
  }
  all.push_back({"visits, loading", [](AppScenario& s) { s.start("#/visits"); }});
  all.push_back({"visits, failed", [](AppScenario& s) {
    s.start("#/visits");
    s.fail(s.expect("list_visits"), "storage-failed");
  }});
  all.push_back({"visits, none", [](AppScenario& s) {
    s.start("#/visits");
    s.reply_to("list_visits", R"({"visits":[]})");
  }});
  for (const bool online : {true, false})
    all.push_back({online ? "visits" : "visits, offline", [online](AppScenario& s) {
      s.start("#/visits");
      s.reply_to("list_visits", visits());
      s.app.on_push(std::string(R"({"push":"sync","data":{"unsent":3,"online":)") + (online ? "true" : "false") + "}}");
    }});
  all.push_back({"visits, just sent", [](AppScenario& s) {
    s.start_filling();
    s.app.submit_visit();
    s.reply_to("submit_visit", R"({"revision":1,"sha256":"00"})");
    if (s.has("list_visits")) s.reply_to("list_visits", visits());
  }});
  all.push_back({"my visit", [](AppScenario& s) {
    shown(s, AppScenario::kVisitId);
    s.reply_to("open_visit", AppScenario::opened(R"({"greeted":{"value":"no","comment":"x"},"wait":{"value":60},"front":{"value":["sha256:)" + std::string(64, 'a') + R"("]}})", "{}", true, true));
  }});
  all.push_back({"my visit, parked", [](AppScenario& s) { shown(s, "v4"); }});
  all.push_back({"my visit, answers elsewhere", [](AppScenario& s) {
    shown(s, "v7");
    s.fail(s.expect("open_visit"), "visit-not-on-phone");
  }});
  all.push_back({"my visit, gone", [](AppScenario& s) {
    shown(s, "v99");
    s.fail(s.expect("open_visit"), "unknown-visit");
  }});
  all.push_back({"settings", [](AppScenario& s) { s.start("#/settings"); }});
  all.push_back({"settings, a manager", [](AppScenario& s) { s.start("#/settings", "manager"); }});
  const std::string sessions = R"({"sessions":[{"id":"a1","begun_at":"2026-11-20T09:00:00Z","seen_on":"2026-11-22","device":"Chromium, Android","this":true},
    {"id":"b2","begun_at":"2026-11-01T09:00:00Z","seen_on":"2026-11-21","device":"Firefox, Linux","this":false},
    {"id":"c3","begun_at":"2026-09-01T09:00:00Z","seen_on":"2026-11-02","device":"","this":false}]})";
  const auto in_settings = [](AppScenario& s, const std::string& body, int status) {
    s.hears_of_sessions = true;
    s.start("#/settings");
    s.reply_to("fetch", fetched(body, status));
  };
  all.push_back({"settings, three sessions", [=](AppScenario& s) { in_settings(s, sessions, 200); }});
  all.push_back({"settings, sessions refused", [=](AppScenario& s) { in_settings(s, R"({"code":"unavailable","detail":"Le serveur ne peut pas."})", 503); }});
  all.push_back({"settings, ending a session refused", [=](AppScenario& s) {
    in_settings(s, sessions, 200);
    s.app.session_list().end("b2");
    s.reply_to("post", fetched(R"({"code":"unavailable","detail":"Le serveur ne peut pas."})", 503));
  }});
  all.push_back({"settings, sessions offline", [](AppScenario& s) {
    s.hears_of_sessions = true;
    s.start("#/settings");
    s.fail(s.expect("fetch"), "offline");
  }});
  all.push_back({"sign out dialog", [](AppScenario& s) {
    s.start("#/settings");
    s.app.open_dialog(Dialog::sign_out);
  }});
  all.push_back({"sign out dialog, visits unsent", [](AppScenario& s) {
    s.start("#/settings");
    s.app.open_dialog(Dialog::sign_out);
    s.app.sign_out(false);
    s.fail(s.expect("sign_out"), "unsent-visits");
  }});
  all.push_back({"storage, loading", [](AppScenario& s) { s.start("#/storage"); }});
  all.push_back({"storage, nothing here", [](AppScenario& s) {
    s.start("#/storage");
    s.reply_to("list_visits", R"({"visits":[]})");
    s.reply_to("list_queue", R"({"visits":[],"safe_target":true})");
  }});
  all.push_back({"storage", [](AppScenario& s) { storage(s); }});
  all.push_back({"storage, offline", [](AppScenario& s) { storage(s, R"({"online":false,"unsent":2})"); }});
  all.push_back({"storage, last try failed", [](AppScenario& s) { storage(s, R"({"online":true,"unsent":2,"last_error":"server-error","next_retry_ms":1793520600000})"); }});
  all.push_back({"rescue forms open", [](AppScenario& s) {
    storage(s);
    s.app.open_rescue(true);
    s.app.type_passphrase("court");
    s.app.save_rescue();
    s.app.open_rescue_read(true);
    s.app.read_rescue();
  }});
  all.push_back({"rescue copy being made", [](AppScenario& s) {
    storage(s);
    s.app.open_rescue(true);
    s.app.type_passphrase("quatre mots sans lien");
    s.app.type_passphrase_again("quatre mots sans lien");
    s.app.rescue_everything(true);
    s.app.save_rescue();
  }});
  all.push_back({"rescue copy made", [](AppScenario& s) {
    storage(s);
    s.app.open_rescue(true);
    s.app.type_passphrase("quatre mots sans lien");
    s.app.type_passphrase_again("quatre mots sans lien");
    s.app.save_rescue();
    s.reply_to("save_rescue", R"({"name":"constat-rescue-2026-11-01.constat","visits":2,"photos":3,"missing":["ab"],"bytes":4000})");
  }});
  all.push_back({"rescue copy not read", [](AppScenario& s) {
    storage(s);
    s.app.open_rescue_read(true);
    s.app.type_read_passphrase("quatre mots sans lien");
    s.app.read_rescue();
    s.fail(s.expect("read_rescue"), "rescue-passphrase");
  }});
  all.push_back({"hand over dialog", [](AppScenario& s) {
    storage(s);
    s.app.open_dialog(Dialog::hand_over, "v4");
  }});
  all.push_back({"hand over dialog, failed", [](AppScenario& s) {
    storage(s);
    s.app.open_dialog(Dialog::hand_over, "v4");
    s.app.type_note("Appelez-moi avant midi, s'il vous plaît.");
    s.app.hand_over("v4");
    s.fail(s.expect("send_parked"), "offline");
  }});
}

}  // namespace constat::testing

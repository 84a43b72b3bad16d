#include "tests/web/mirror/states.hpp"

namespace constat::testing {

using app::AppScenario;

void add_entry_states(std::vector<ScreenState>& all) {
  all.push_back({"starting", [](AppScenario& s) { s.app.on_init("fr", "auto", "#/missions", app::kStart, "+01:00"); }});
  all.push_back({"unusable", [](AppScenario& s) {
    s.app.on_init("fr", "auto", "#/missions", app::kStart, "+01:00");
    s.fail(s.expect("open"), "no-storage");
  }});
  all.push_back({"elsewhere", [](AppScenario& s) {
    s.app.on_init("fr", "auto", "#/missions", app::kStart, "+01:00");
    s.fail(s.expect("open"), "not-owner");
  }});
  all.push_back({"elsewhere, unsaved and busy", [](AppScenario& s) {
    s.start_filling();
    s.app.answer("greeted", TextValue{"no"});
    s.app.on_push(R"({"push":"owner","data":{"owner":false}})");
    s.app.take_over();
    s.fail(s.expect("take_over"), "owner-busy");
  }});
  all.push_back({"sign in", [](AppScenario& s) { s.start("#/sign-in", ""); }});
  all.push_back({"sign in, nothing typed", [](AppScenario& s) {
    s.start("#/sign-in", "");
    s.app.sign_in();
  }});
  all.push_back({"sign in, no password", [](AppScenario& s) {
    s.start("#/sign-in", "");
    s.app.type_email("ana@example.org");
    s.app.sign_in();
  }});
  all.push_back({"sign in, busy", [](AppScenario& s) {
    s.start("#/sign-in", "");
    s.app.type_email("ana@example.org");
    s.app.type_password("quatre mots");
    s.app.sign_in();
  }});
  all.push_back({"sign in, refused", [](AppScenario& s) {
    s.start("#/sign-in", "");
    s.app.type_email("ana@example.org");
    s.app.type_password("quatre mots");
    s.app.sign_in();
    s.fail(s.expect("sign_in"), "sign-in-refused");
  }});
  all.push_back({"sign in, offline", [](AppScenario& s) {
    s.start("#/sign-in", "");
    s.app.on_push(R"({"push":"sync","data":{"online":false,"unsent":0}})");
  }});
  all.push_back({"session lost", [](AppScenario& s) {
    s.start("#/visits");
    s.app.on_push(R"({"push":"session_lost","data":{}})");
  }});
  all.push_back({"account erased", [](AppScenario& s) {
    s.start("#/visits");
    s.app.on_push(R"({"push":"account_erased","data":{"active":true,"unsent":2}})");
  }});
  all.push_back({"gallery", [](AppScenario& s) { s.start("#/gallery", ""); }});
  all.push_back({"gallery, dialog", [](AppScenario& s) { s.start("#/gallery/dialog", ""); }});
  all.push_back({"not found", [](AppScenario& s) { s.start("#/nowhere"); }});
  all.push_back({"not found, a manager", [](AppScenario& s) { s.start("#/nowhere", "manager"); }});
}

}  // namespace constat::testing

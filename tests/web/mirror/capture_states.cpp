#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;
using app::Dialog;

std::string hex(char digit) { return std::string(64, digit); }
std::string files(std::string_view digits) {
  std::string list;
  for (const char digit : digits) list += (list.empty() ? "\"sha256:" : ",\"sha256:") + hex(digit) + "\"";
  return "[" + list + "]";
}

const std::string kThree = R"({"front":{"value":)" + files("abc") + "}}";

void at_the_end(AppScenario& s, std::string_view answers = "{}", std::string_view more = {}) {
  s.start_filling(answers, "{}", true, more);
  s.app.on_navigate("#/visit/" + std::string(AppScenario::kVisitId) + "/section/3");
}

void discreet(AppScenario& s) {
  s.start_filling(R"({"greeted":{"value":"yes"}})");
  s.app.enter_discreet();
  s.save_all();
}

}  // namespace

void add_capture_states(std::vector<ScreenState>& all) {
  all.push_back({"photo awaited after the page was lost", [](AppScenario& s) {
    s.start_filling("{}", R"({"section":0})", true, R"("awaiting":{"item":"front","since":"2026-11-01T08:00:00Z"})");
  }});
  all.push_back({"camera being prepared", [](AppScenario& s) {
    at_the_end(s);
    s.app.want_photo("front", true);
  }});
  all.push_back({"camera refused", [](AppScenario& s) {
    at_the_end(s);
    s.app.want_photo("front", true);
    s.reply_to("await_photo", "{}");
    s.app.picker_refused("front");
  }});
  all.push_back({"photos being made", [](AppScenario& s) {
    at_the_end(s, kThree);
    s.app.photos_chosen("front", {1, 2, 3});
  }});
  all.push_back({"photo failed", [](AppScenario& s) {
    at_the_end(s);
    s.app.photos_chosen("front", {1});
    s.fail(s.expect("photo"), "photo-storage-full");
  }});
  all.push_back({"three photos", [](AppScenario& s) { at_the_end(s, kThree); }});
  all.push_back({"evidence with photos", [](AppScenario& s) {
    s.start_filling(R"({"greeted":{"value":"dirty","photos":)" + files("ab") + "}}");
  }});
  for (const bool remove : {false, true})
    all.push_back({remove ? "remove photo dialog" : "photo dialog", [remove](AppScenario& s) {
      at_the_end(s, kThree);
      s.app.view_photo({"front", hex('a'), "Façade, photo 1 sur 3", "1er novembre 2026", {"too-dark"}, 1600, 1200, true});
      if (remove) s.app.ask_to_remove_photo();
    }});
  all.push_back({"signature dialog", [](AppScenario& s) {
    at_the_end(s);
    s.app.begin_signature("signed");
  }});
  all.push_back({"signature dialog, named and failed", [](AppScenario& s) {
    at_the_end(s);
    s.app.begin_signature("signed");
    s.app.type_signature("Jeanne Martin");
    s.app.signature_taken(7);
    s.fail(s.expect("drawing"), "photo-storage-full");
  }});
  all.push_back({"position and code being looked for", [](AppScenario& s) {
    at_the_end(s);
    s.app.locate("where");
    s.app.scan("code", 4);
  }});
  all.push_back({"position and code not found", [](AppScenario& s) {
    at_the_end(s);
    s.app.locate("where");
    s.fail(s.expect("locate"), "location-refused");
    s.app.scan("code", 4);
    s.fail(s.expect("scan"), "scan-nothing");
  }});
  all.push_back({"discreet list", discreet});
  all.push_back({"discreet list, one opened and the wait running", [](AppScenario& s) {
    discreet(s);
    s.app.peek("greeted");
    s.app.tap_wait("wait");
    s.app.type_notes("Deux personnes au comptoir");
  }});
  all.push_back({"discreet notes", [](AppScenario& s) {
    discreet(s);
    s.app.cover();
  }});
  all.push_back({"section after discreet", [](AppScenario& s) {
    discreet(s);
    s.app.judge("greeted", TextValue{"no"});
    s.app.type_notes("Deux personnes au comptoir");
    s.wait(120000);
    s.app.leave_discreet();
  }});
}

}  // namespace constat::testing

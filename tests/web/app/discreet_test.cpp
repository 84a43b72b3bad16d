#include <catch_amalgamated.hpp>

#include "shared/base/json.hpp"
#include "shared/text/text.hpp"
#include "tests/web/app/app_scenario.hpp"

using namespace constat;
using namespace constat::app;

namespace {

std::string saved_beside(AppScenario& s) {
  const Json state = *parse_json(s.expect("save_draft_state").payload);
  return write_json(*state.find("ui"));
}

const std::string kList = "#/list/" + std::string(AppScenario::kVisitId);
const std::string kNotes = "#/notes/" + std::string(AppScenario::kVisitId);
const std::string kFirst = "#/visit/" + std::string(AppScenario::kVisitId) + "/section/1";

}  // namespace

TEST_CASE("a mission begun in discreet mode opens as a list, and opens as one again after the tab was killed") {
  AppScenario s;
  s.start("#/mission/m1");
  s.app.start_mission("m1", true);
  s.reply_to("start_visit", AppScenario::opened("{}", "{}", true));
  CHECK(s.url() == kList);
  const std::string beside = saved_beside(s);

  AppScenario later;
  later.start_filling("{}", beside);
  CHECK(later.app.state().route.page == Page::discreet);
  CHECK(later.url() == kList);
  CHECK(later.open().discreet.from == kStart);
}

TEST_CASE("no way but its own leads out of discreet mode into the checklist") {
  AppScenario s;
  s.start_filling();
  s.app.enter_discreet();
  s.app.on_navigate("#/visit/" + std::string(AppScenario::kVisitId) + "/review");
  CHECK(s.url() == kList);
  s.wait(120000);
  s.app.leave_discreet();
  CHECK(s.url() == kFirst);
  CHECK(s.open().discreet.to == kStart + 120000);
  s.app.on_navigate(kList);
  CHECK(s.url() == kFirst);
}

TEST_CASE("the list shows the marked questions that are visible, and without marks all that a tap can answer") {
  AppScenario s;
  s.start_filling();
  const auto ids = [&] {
    std::string all;
    for (const ItemRef& ref : on_the_spot(s.open())) all += s.open().checklist.at(ref).id.value + " ";
    return all;
  };
  CHECK(ids() == "greeted wait ");
  OpenVisit marked = s.open();
  for (Section& section : marked.checklist.sections)
    for (Item& item : section.items)
      if (item.id.value == "wait") item.on_the_spot.by_language["fr"] = "Ananas";
  REQUIRE(on_the_spot(marked).size() == 1);
  CHECK(marked.checklist.at(on_the_spot(marked)[0]).id.value == "wait");
}

TEST_CASE("an answer of the list is the visit's answer, with the moment it was given beside it") {
  AppScenario s;
  s.start_filling();
  s.app.enter_discreet();
  s.save_all();
  s.wait(61000);
  s.app.judge("greeted", TextValue{"yes"});
  const StoreRequest save = s.expect("save_answer");
  CHECK(save.payload.find("\"item\":\"greeted\",\"answer\":{\"value\":\"yes\"}") != std::string::npos);
  const std::string beside = saved_beside(s);
  CHECK(overall_save_state(s.open()) == SaveState::saving);

  AppScenario later;
  later.start_filling(R"({"greeted":{"value":"yes"}})", beside);
  CHECK(later.open().discreet.judged.at("greeted") == kStart + 61000);
  later.app.leave_discreet();
  CHECK(later.open().answer("greeted")->is_answered());
  CHECK(later.open().discreet.judged.count("greeted") == 1);
}

TEST_CASE("the wait runs on while the tab is dead, and its second tap makes it the answer") {
  AppScenario s;
  s.start_filling();
  s.app.enter_discreet();
  s.save_all();
  CHECK(s.app.tap_wait("wait"));
  const std::string beside = saved_beside(s);

  AppScenario later;
  later.wait(155000);
  later.start_filling("{}", beside);
  CHECK_FALSE(later.app.tap_wait("wait"));
  CHECK(std::get<NumberValue>(later.open().answer("wait")->value).decimal == "155");
  CHECK(later.open().discreet.judged.at("wait") == kStart + 155000);
}

TEST_CASE("while the page is covered Back shows the same empty notes, also after the tab was killed") {
  AppScenario s;
  s.start_filling();
  s.app.enter_discreet();
  s.save_all();
  s.app.cover();
  CHECK(s.url() == kNotes);
  const std::string beside = saved_beside(s);
  s.app.on_navigate("#/missions");
  CHECK(s.app.state().route.page == Page::discreet_cover);
  CHECK(s.url() == kNotes);

  AppScenario later;
  later.start_filling("{}", beside);
  CHECK(later.app.state().route.page == Page::discreet_cover);
  later.app.tap_cover(1000);
  later.app.tap_cover(4000);
  CHECK(later.app.state().route.page == Page::discreet_cover);
  later.app.tap_cover(4800);
  CHECK(later.url() == kList);
}

TEST_CASE("notes are saved one at a time, the last one last, and a failed save is said and sent again") {
  AppScenario s;
  s.start_filling();
  s.app.enter_discreet();
  s.save_all();
  s.app.type_notes("a");
  s.app.type_notes("ab");
  s.app.type_notes("abc");
  const StoreRequest first = s.expect("save_draft_state");
  CHECK_FALSE(s.has("save_draft_state"));
  s.reply(first, "{}");
  const StoreRequest last = s.expect("save_draft_state");
  CHECK(last.payload.find("\"notes\":\"abc\"") != std::string::npos);
  s.fail(last, "storage-full");
  CHECK(overall_save_state(s.open()) == SaveState::failed);
  s.app.retry_all_saves();
  s.reply_to("save_draft_state", "{}");
  CHECK(overall_save_state(s.open()) == SaveState::saved);
}

TEST_CASE("undo takes back the last answer, its stopwatch and its moment, and goes where it was") {
  AppScenario s;
  s.start_filling(R"({"greeted":{"value":"yes"}})");
  s.app.answer("greeted", TextValue{"no"});
  s.app.answer("offers", ListValue{"card"});
  s.save_all();
  CHECK(s.app.undo() == "offers");
  CHECK(s.open().answer("offers") == nullptr);
  CHECK(s.url() == "#/visit/" + std::string(AppScenario::kVisitId) + "/section/3/item/offers");
  CHECK(s.app.undo() == "greeted");
  CHECK(std::get<TextValue>(s.open().answer("greeted")->value) == "yes");
  CHECK(s.app.undo() == std::nullopt);
  CHECK(s.has("save_answer"));
}

TEST_CASE("undo of a stopped wait lets it run on") {
  AppScenario s;
  s.start_filling();
  s.app.start_stopwatch("wait");
  s.wait(30000);
  s.app.stop_stopwatch("wait");
  CHECK(s.app.undo() == "wait");
  CHECK(s.open().answer("wait") == nullptr);
  REQUIRE(s.open().stopwatches.at("wait").started_at);
  CHECK(s.open().stopwatches.at("wait").elapsed_ms(kStart + 31000) == 31000);
}

TEST_CASE("typing one text is one change, and undo leaves photos where they are") {
  AppScenario s;
  s.start_filling(R"({"greeted":{"value":"dirty","photos":["sha256:0000000000000000000000000000000000000000000000000000000000000000"]}})");
  s.app.comment("greeted", "s");
  s.app.comment("greeted", "sale");
  CHECK(s.open().changes.size() == 1);
  s.app.undo();
  CHECK(s.open().answer("greeted")->comment.empty());
  CHECK(s.open().answer("greeted")->photos.size() == 1);
}

TEST_CASE("the scenario is one tap away, and asked for when it is not in memory") {
  AppScenario s;
  s.start_filling();
  s.app.open_scenario();
  CHECK(s.app.state().dialog == Dialog::scenario);
  s.reply_to("list_missions", R"({"missions":[{"id":"m1","site":"lyon","scenario":{"fr":"Entrez"},"discreet":true}],"last_pull":null})");
  const Mission* mission = s.app.state().missions.value->find("m1");
  REQUIRE(mission);
  CHECK(mission->discreet);
}

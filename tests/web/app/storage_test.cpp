#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"
#include "web/app/queue.hpp"

using namespace constat;
using namespace constat::app;

namespace {

constexpr std::string_view kQueue = R"({"visits":[
  {"id":"v1","state":"parked","problem":"too-large","photos":{"total":2,"sent":1,"bytes_sent":500,"bytes":900}},
  {"id":"v2","state":"received","problem":null,"photos":{"total":0,"sent":0,"bytes_sent":0,"bytes":0}}],"safe_target":false})";

void open_storage(AppScenario& s) {
  s.start("#/storage");
  s.reply_to("list_visits", R"({"visits":[{"id":"v2","site_doc":{"id":"s","name":"S"},"checklist_title":"C","state":"received","safe":true,"photos":{"total":3,"sent":2}}]})");
  s.reply_to("list_queue", kQueue);
}

}  // namespace

TEST_CASE("the phone's page lists its queue with photos, reasons and whether a copy target exists") {
  AppScenario s;
  open_storage(s);
  const Queue& queue = *s.app.state().queue.value;
  REQUIRE(queue.visits.size() == 2);
  CHECK(queue.visits[0].problem == "too-large");
  CHECK(queue.visits[0].photos == 2);
  CHECK(queue.visits[0].bytes_sent == 500);
  CHECK(queue.safe_target == std::optional<bool>(false));
  CHECK(s.app.state().visits.value->visits[0].safe);
  CHECK(s.app.state().visits.value->visits[0].photos_sent == 2);
}

TEST_CASE("handing a visit over sends the note once, says so, and asks for the lists again") {
  AppScenario s;
  open_storage(s);
  s.app.open_dialog(Dialog::hand_over, "v1");
  s.app.type_note("Appelez-moi");
  s.app.hand_over("v1");
  s.app.hand_over("v1");
  const StoreRequest request = s.expect("send_parked");
  CHECK(request.payload == R"({"visit":"v1","note":"Appelez-moi"})");
  CHECK_FALSE(s.has("send_parked"));
  s.fail(request, "offline");
  CHECK(s.app.state().dialog == Dialog::hand_over);
  REQUIRE(s.app.state().action_failure);
  s.app.hand_over("v1");
  s.reply_to("send_parked", "{}");
  CHECK(s.app.state().dialog == Dialog::none);
  CHECK(s.app.state().handed_over == "v1");
  CHECK(s.app.state().note.empty());
  CHECK(s.has("list_queue"));
}

TEST_CASE("a rescue copy wants a passphrase of twelve characters, twice, and forgets it once the file is made") {
  AppScenario s;
  open_storage(s);
  s.app.open_rescue(true);
  s.app.type_passphrase("éééééé");
  s.app.save_rescue();
  CHECK(s.app.state().rescue.wrong == "short");
  s.app.type_passphrase("quatre mots sans lien");
  s.app.type_passphrase_again("quatre mots sans liens");
  s.app.save_rescue();
  CHECK(s.app.state().rescue.wrong == "differs");
  CHECK_FALSE(s.has("save_rescue"));
  s.app.type_passphrase_again("quatre mots sans lien");
  s.app.save_rescue();
  CHECK(s.app.state().rescue.busy);
  s.reply_to("save_rescue", R"({"name":"constat-rescue-2026-11-01.constat","visits":2,"photos":3,"missing":["ab"],"bytes":4000})");
  REQUIRE(s.app.state().rescue.saved);
  CHECK(s.app.state().rescue.saved->missing == 1);
  CHECK(s.app.state().rescue.passphrase.empty());
  CHECK(s.app.state().rescue.again.empty());
}

TEST_CASE("the strength of a passphrase counts characters, not bytes, and warns of repetition and of digits alone") {
  CHECK(strength_of("ééééééééééé") == Strength::too_short);
  CHECK(strength_of("aaaaaaaaaaaaaaaa") == Strength::weak);
  CHECK(strength_of("839204817263") == Strength::weak);
  CHECK(strength_of("soleil-armoire") == Strength::fair);
  CHECK(strength_of("soleil armoire bleu tracteur") == Strength::strong);
}

TEST_CASE("choosing no file to read is no failure; a wrong passphrase is") {
  AppScenario s;
  open_storage(s);
  s.app.open_rescue_read(true);
  s.app.read_rescue();
  CHECK(s.app.state().rescue_read.missing);
  s.app.type_read_passphrase("quatre mots sans lien");
  s.app.read_rescue();
  s.fail(s.expect("read_rescue"), "cancelled");
  CHECK_FALSE(s.app.state().rescue_read.failure);
  s.app.read_rescue();
  s.fail(s.expect("read_rescue"), "rescue-passphrase");
  REQUIRE(s.app.state().rescue_read.failure);
  s.app.read_rescue();
  s.reply_to("read_rescue", R"({"visits":1,"known":2,"unreadable":["x","#4"],"photos":3})");
  REQUIRE(s.app.state().rescue_read.read);
  CHECK(s.app.state().rescue_read.read->known == 2);
  CHECK(s.app.state().rescue_read.read->unreadable == 2);
}

TEST_CASE("an answer that could not be saved before another tab took the store goes back in, unless it was answered there") {
  AppScenario s;
  s.start_filling(R"({"greeted":{"value":"yes"}})");
  s.app.answer("greeted", TextValue{"no"});
  s.app.answer("wait", NumberValue{"90"});
  s.fail(s.expect("save_answer"), "not-owner");
  s.fail(s.expect("save_answer"), "not-owner");
  s.app.on_push(R"({"push":"owner","data":{"owner":false}})");
  CHECK(s.app.state().phase == Phase::elsewhere);
  CHECK(s.app.state().was_owner);
  CHECK(s.app.state().unsaved_kept == 2);

  s.app.take_over();
  s.reply_to("take_over", "{}");
  s.reply_to("open", R"({"session":{"user":{"id":"u1","name":"Ana","role":"investigator"},"organisation":{"id":"o1","name":"Org"}},"online":true})");
  // Meanwhile the other tab answered the duration.
  const std::string stored = R"({"greeted":{"value":"yes"},"wait":{"value":60}})";
  s.reply_to("open_visit", AppScenario::opened(stored, "{}", true));
  s.reply_to("open_visit", AppScenario::opened(stored, "{}", true));
  const StoreRequest saved = s.expect("save_answer");
  CHECK(saved.payload.find(R"("item":"greeted","answer":{"value":"no"})") != std::string::npos);
  CHECK_FALSE(s.has("save_answer"));
}

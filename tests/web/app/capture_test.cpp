#include <catch_amalgamated.hpp>

#include "shared/base/json.hpp"
#include "tests/web/app/app_scenario.hpp"

using namespace constat;
using namespace constat::app;

namespace {

std::string hex(char digit) { return std::string(64, digit); }

std::string facts(char digit) {
  return R"({"sha256":")" + hex(digit) + R"(","bytes":1000,"type":"image/jpeg","width":1600,"height":1200,"dhash":"0123456789abcdef",)" +
         R"("taken_at":"2026-11-01T08:00:00.000Z"})";
}

std::string answer_of(std::string_view value, std::initializer_list<char> photos) {
  std::string list;
  for (const char digit : photos) list += (list.empty() ? "\"sha256:" : ",\"sha256:") + hex(digit) + "\"";
  return R"({"answer":{)" + std::string(value) + (value.empty() ? "" : ",") + R"("photos":[)" + list + "]}}";
}

std::string value_of(std::initializer_list<char> photos) {
  std::string list;
  for (const char digit : photos) list += (list.empty() ? "\"sha256:" : ",\"sha256:") + hex(digit) + "\"";
  return R"({"answer":{"value":[)" + list + "]}}";
}

const Item& item(const AppScenario& s, std::string_view id) { return s.open().checklist.at(*s.open().checklist.find(id)); }

}  // namespace

TEST_CASE("the picker opens only once the awaited photo is on disk") {
  AppScenario s;
  s.start_filling();
  s.app.want_photo("front", true);
  CHECK_FALSE(s.app.take_picker("front", true));
  const StoreRequest await = s.expect("await_photo");
  CHECK(await.payload == "{\"visit\":\"" + std::string(AppScenario::kVisitId) + "\",\"item\":\"front\"}");
  s.reply(await, "{}");
  CHECK_FALSE(s.app.take_picker("front", false));  // the gallery was not asked for
  CHECK(s.app.take_picker("front", true));
  CHECK_FALSE(s.app.take_picker("front", true));   // once
  REQUIRE(s.open().awaited);
  CHECK_FALSE(s.open().awaited->found_again);
}

TEST_CASE("a camera that could not be prepared says why and opens nothing") {
  AppScenario s;
  s.start_filling();
  s.app.want_photo("front", true);
  s.fail(s.expect("await_photo"), "not-saved");
  CHECK_FALSE(s.app.take_picker("front", true));
  REQUIRE(s.open().captures.at("front").failure);
  CHECK(s.open().captures.at("front").failure->code == "not-saved");
}

TEST_CASE("leaving the picker takes the awaited photo back") {
  AppScenario s;
  s.start_filling();
  s.app.want_photo("front", true);
  s.reply_to("await_photo", "{}");
  s.app.forget_awaited_photo("front");
  s.expect("cancel_photo");
  CHECK_FALSE(s.open().awaited);
}

TEST_CASE("a photo counts as saved only when its file and its answer are on disk") {
  AppScenario s;
  s.start_filling();
  s.app.photos_chosen("front", {3});
  const StoreRequest made = s.expect("photo");
  CHECK(made.payload == R"({"file":3,"limit":1600})");
  CHECK(overall_save_state(s.open()) == SaveState::saving);
  CHECK(progress_of(s.open()).answered == 0);
  s.reply(made, facts('a'));
  const StoreRequest add = s.expect("add_photo");
  const auto payload = parse_json(add.payload);
  REQUIRE(payload);
  CHECK(payload->find("as")->text == "value");
  CHECK(payload->find("facts")->find("item")->text == "front");
  CHECK(payload->find("facts")->find("sha256")->text == hex('a'));
  CHECK(s.app.has_unsaved_answers());
  s.reply(add, value_of({'a'}));
  CHECK(overall_save_state(s.open()) == SaveState::saved);
  CHECK_FALSE(s.app.has_unsaved_answers());
  CHECK(photos_of(item(s, "front"), s.open().answer("front")) == std::vector<std::string>{hex('a')});
  CHECK(progress_of(s.open()).answered == 1);
  CHECK(s.open().photo_facts.count(hex('a')) == 1);
}

TEST_CASE("several photos of one question are worked off one by one and all kept") {
  AppScenario s;
  s.start_filling();
  s.app.photos_chosen("front", {1, 2, 3});
  CHECK(s.open().captures.at("front").total == 3);
  const char digits[] = {'a', 'b', 'c'};
  for (int i = 0; i < 3; ++i) s.reply_to("photo", facts(digits[i]));
  s.reply_to("add_photo", value_of({'a'}));
  CHECK(s.open().captures.at("front").done == 1);
  s.reply_to("add_photo", value_of({'a', 'b'}));
  s.reply_to("add_photo", value_of({'a', 'b', 'c'}));
  CHECK(s.open().captures.at("front").total == 0);
  CHECK(photos_of(item(s, "front"), s.open().answer("front")).size() == 3);
}

TEST_CASE("a file that gives no photo is explained and keeps nothing") {
  AppScenario s;
  s.start_filling();
  s.app.photos_chosen("front", {1});
  s.fail(s.expect("photo"), "photo-storage-full");
  CHECK_FALSE(s.has("add_photo"));
  CHECK(s.open().captures.at("front").failure->code == "photo-storage-full");
  CHECK_FALSE(s.open().captures.at("front").is_working());
  CHECK(s.open().answer("front") == nullptr);
}

TEST_CASE("a comment typed while a photo is added waits for it, and neither is lost") {
  AppScenario s;
  s.start_filling();
  s.app.answer("greeted", TextValue{"dirty"});
  s.save_all();
  CHECK(missing_of(s.open())[0].what == Missing::What::photo);
  s.app.photos_chosen("greeted", {1});
  s.reply_to("photo", facts('a'));
  const StoreRequest add = s.expect("add_photo");
  CHECK(add.payload.find("\"as\":\"photos\"") != std::string::npos);
  s.app.comment("greeted", "mud");
  CHECK_FALSE(s.has("save_answer"));
  s.reply(add, answer_of(R"("value":"dirty")", {'a'}));
  const StoreRequest save = s.expect("save_answer");
  CHECK(save.payload.find("mud") != std::string::npos);
  CHECK(save.payload.find(hex('a')) != std::string::npos);
  s.reply(save, R"({"saved_at":1})");
  CHECK(overall_save_state(s.open()) == SaveState::saved);
  for (const Missing& missing : missing_of(s.open())) CHECK(missing.what != Missing::What::photo);
}

TEST_CASE("another choice keeps the photos beside the answer") {
  AppScenario s;
  s.start_filling(R"({"greeted":{"value":"dirty","photos":["sha256:)" + hex('a') + R"("]}})");
  s.app.answer("greeted", TextValue{"yes"});
  CHECK(s.expect("save_answer").payload.find(hex('a')) != std::string::npos);
}

TEST_CASE("a draft whose page was closed behind the camera opens at that question and asks") {
  AppScenario s;
  s.start_filling("{}", R"({"section":0})", true, R"("awaiting":{"item":"front","since":"2026-11-01T08:00:00Z"})");
  REQUIRE(s.open().awaited);
  CHECK(s.open().awaited->found_again);
  CHECK(s.app.state().route.section == 2);
  CHECK(s.app.state().reveal_item == "front");
  CHECK(s.url() == section_hash(AppScenario::kVisitId, 2, "front"));
  s.app.forget_awaited_photo("front");
  s.expect("cancel_photo");
  CHECK_FALSE(s.open().awaited);
}

TEST_CASE("a removed photo leaves the answer, and its question is open again") {
  AppScenario s;
  s.start_filling(R"({"front":{"value":["sha256:)" + hex('a') + R"("]}})");
  CHECK(progress_of(s.open()).answered == 1);
  s.app.view_photo({"front", hex('a'), "Façade", "", {}, 0, 0, true});
  CHECK(s.app.state().dialog == Dialog::photo);
  s.app.ask_to_remove_photo();
  CHECK(s.app.state().dialog == Dialog::remove_photo);
  s.app.remove_viewed_photo();
  const StoreRequest remove = s.expect("remove_photo");
  CHECK(remove.payload.find(hex('a')) != std::string::npos);
  s.reply(remove, R"({"answer":{}})");
  CHECK(s.open().answer("front") == nullptr);
  CHECK(progress_of(s.open()).answered == 0);
}

TEST_CASE("a visit is not sent while a photo is on its way, and goes once it is kept") {
  AppScenario s;
  s.start_filling();
  s.app.photos_chosen("front", {1});
  s.app.submit_visit();
  CHECK_FALSE(s.has("submit_visit"));
  s.reply_to("photo", facts('a'));
  CHECK_FALSE(s.has("submit_visit"));
  s.reply_to("add_photo", value_of({'a'}));
  CHECK(s.has("submit_visit"));
}

TEST_CASE("a photo that failed stops the sending and says why") {
  AppScenario s;
  s.start_filling();
  s.app.photos_chosen("front", {1});
  s.app.submit_visit();
  s.fail(s.expect("photo"), "photo-not-an-image");
  CHECK_FALSE(s.has("submit_visit"));
  REQUIRE(s.app.state().action_failure);
  CHECK(s.app.state().action_failure->code == "photo-not-an-image");
  CHECK_FALSE(s.app.state().action_busy);
}

TEST_CASE("a new signature takes the place of the old one") {
  AppScenario s;
  s.start_filling(R"({"signed":{"value":["sha256:)" + hex('a') + R"("]}})");
  s.app.begin_signature("signed");
  CHECK(s.app.state().signing->is_blank());
  s.app.drawn_on(2);
  CHECK_FALSE(s.app.state().signing->is_blank());
  s.app.signature_taken(7);
  const StoreRequest drawing = s.expect("drawing");
  CHECK(drawing.payload == R"({"file":7,"limit":1600})");
  s.reply(drawing, R"({"sha256":")" + hex('b') + R"(","bytes":10,"type":"image/png","width":960,"height":400,"dhash":null,"taken_at":"2026-11-01T08:00:00Z"})");
  s.reply_to("add_photo", value_of({'a', 'b'}));
  const StoreRequest remove = s.expect("remove_photo");
  CHECK(remove.payload.find(hex('a')) != std::string::npos);
  s.reply(remove, value_of({'b'}));
  CHECK(s.app.state().dialog == Dialog::none);
  CHECK(photos_of(item(s, "signed"), s.open().answer("signed")) == std::vector<std::string>{hex('b')});
}

TEST_CASE("a signature that could not be kept stays on the pad with the reason") {
  AppScenario s;
  s.start_filling();
  s.app.begin_signature("signed");
  s.app.type_signature("Jeanne Martin");
  s.app.signature_taken(7);
  s.fail(s.expect("drawing"), "photo-storage-full");
  CHECK(s.app.state().dialog == Dialog::signature);
  REQUIRE(s.app.state().signing);
  CHECK(s.app.state().signing->failure->code == "photo-storage-full");
  CHECK(s.app.state().signing->name == "Jeanne Martin");
}

TEST_CASE("the position is asked for only on demand, saved as an answer, and a refusal is told") {
  AppScenario s;
  s.start_filling();
  CHECK_FALSE(s.has("locate"));
  s.app.locate("where");
  CHECK(s.open().captures.at("where").looking);
  s.fail(s.expect("locate"), "location-refused");
  CHECK(s.open().captures.at("where").failure->code == "location-refused");
  s.app.locate("where");
  s.reply_to("locate", R"({"latitude":48.8566,"longitude":2.3522,"accuracy":12.5})");
  CHECK(s.expect("save_answer").payload.find(R"("value":{"accuracy":12.5,"latitude":48.8566,"longitude":2.3522})") != std::string::npos);
  CHECK_FALSE(s.open().captures.at("where").failure);
}

TEST_CASE("a code is read from a picture, or the failure says what to do") {
  AppScenario s;
  s.start_filling();
  s.app.scan("code", 4);
  s.fail(s.expect("scan"), "scan-nothing");
  CHECK(s.open().captures.at("code").failure->code == "scan-nothing");
  s.app.scan("code", 5);
  s.reply_to("scan", R"({"code":"3017620422003"})");
  CHECK(s.expect("save_answer").payload.find("3017620422003") != std::string::npos);
}

TEST_CASE("a photo that arrives for a visit that is no longer open changes nothing") {
  AppScenario s;
  s.start_filling();
  s.app.photos_chosen("front", {1});
  const StoreRequest made = s.expect("photo");
  s.app.discard_visit(std::string(AppScenario::kVisitId));
  s.reply_to("discard_visit", "{}");
  s.reply(made, facts('a'));
  CHECK_FALSE(s.has("add_photo"));
}

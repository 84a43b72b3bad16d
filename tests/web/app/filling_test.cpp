#include <catch_amalgamated.hpp>

#include "shared/base/json.hpp"
#include "tests/web/app/app_scenario.hpp"
#include "web/app/selection.hpp"

using namespace constat;
using namespace constat::app;

TEST_CASE("an answer is saved only after the store's reply") {
  AppScenario s;
  s.start_filling();
  s.app.answer("greeted", TextValue{"yes"});
  CHECK(s.open().marks.at("greeted").state == SaveState::saving);
  const StoreRequest save = s.expect("save_answer");
  CHECK(save.payload == "{\"visit\":\"" + std::string(AppScenario::kVisitId) + "\",\"item\":\"greeted\",\"answer\":{\"value\":\"yes\"}}");
  CHECK(s.app.has_unsaved_answers());
  s.reply(save, R"({"saved_at":1})");
  CHECK(s.open().marks.at("greeted").state == SaveState::saved);
  CHECK_FALSE(s.app.has_unsaved_answers());
}

TEST_CASE("fast changes of one answer are saved one after the other, the last one last") {
  AppScenario s;
  s.start_filling();
  s.app.comment("greeted", "a");
  s.app.comment("greeted", "ab");
  s.app.comment("greeted", "abc");
  const StoreRequest first = s.expect("save_answer");
  CHECK_FALSE(s.has("save_answer"));
  s.reply(first, R"({"saved_at":1})");
  CHECK(s.open().marks.at("greeted").state == SaveState::saving);
  const StoreRequest last = s.expect("save_answer");
  CHECK(last.payload.find("\"comment\":\"abc\"") != std::string::npos);
  s.reply(last, R"({"saved_at":2})");
  CHECK(s.open().marks.at("greeted").state == SaveState::saved);
}

TEST_CASE("an answer that could not be saved says so, stays on screen and is sent again on retry") {
  AppScenario s;
  s.start_filling();
  s.app.answer("greeted", TextValue{"yes"});
  s.fail(s.expect("save_answer"), "storage-full");
  CHECK(s.open().marks.at("greeted").state == SaveState::failed);
  CHECK(s.open().marks.at("greeted").failure.code == "storage-full");
  CHECK(s.open().answer("greeted")->is_answered());
  CHECK(overall_save_state(s.open()) == SaveState::failed);
  s.app.retry_save("greeted");
  s.reply_to("save_answer", R"({"saved_at":1})");
  CHECK(s.open().marks.at("greeted").state == SaveState::saved);
}

TEST_CASE("a visit with an answer that is not saved cannot be sent") {
  AppScenario s;
  s.start_filling();
  s.app.answer("greeted", TextValue{"yes"});
  s.fail(s.expect("save_answer"), "storage-full");
  s.app.submit_visit();
  CHECK_FALSE(s.has("submit_visit"));
  REQUIRE(s.app.state().action_failure);
  CHECK(s.app.state().action_failure->code == "answers-not-saved");
}

TEST_CASE("sending waits for the answers that are on their way") {
  AppScenario s;
  s.start_filling();
  s.app.answer("greeted", TextValue{"yes"});
  s.app.submit_visit();
  CHECK_FALSE(s.has("submit_visit"));
  s.reply_to("save_answer", R"({"saved_at":1})");
  const StoreRequest submit = s.expect("submit_visit");
  CHECK(submit.payload.find("\"score\":100") != std::string::npos);
  CHECK(submit.payload.find("\"status\":\"incomplete\"") != std::string::npos);
  s.reply(submit, R"({"revision":1,"sha256":"00"})");
  CHECK(s.app.state().route.page == Page::visits);
  CHECK(s.url() == "#/visits");
  CHECK(s.app.state().just_submitted == AppScenario::kVisitId);
  CHECK_FALSE(s.app.state().open.value);
}

TEST_CASE("conditional questions come and go with the answers") {
  AppScenario s;
  s.start_filling();
  const ItemRef why = *s.open().checklist.find("why");
  CHECK_FALSE(s.open().is_visible(why));
  CHECK(s.open().next_section(0) == std::optional<std::size_t>(2));
  s.app.answer("greeted", TextValue{"no"});
  CHECK(s.open().is_visible(why));
  CHECK(s.open().next_section(0) == std::optional<std::size_t>(1));
  s.app.answer("greeted", NotApplicable{});
  CHECK_FALSE(s.open().is_visible(why));
}

TEST_CASE("what is missing lists blanks, photos among them, and demanded comments") {
  AppScenario s;
  s.start_filling();
  s.app.answer("greeted", TextValue{"no"});
  auto missing = missing_of(s.open());
  REQUIRE(missing.size() == 4);
  CHECK(missing[0].what == Missing::What::comment);
  CHECK(missing[1].what == Missing::What::answer);  // why
  CHECK(missing[2].what == Missing::What::answer);  // wait
  CHECK(missing[3].what == Missing::What::answer);  // front, a photo
  s.app.comment("greeted", "nobody looked up");
  CHECK(missing_of(s.open()).size() == 3);
}

TEST_CASE("progress counts the visible questions, whatever they ask for") {
  AppScenario s;
  s.start_filling();
  CHECK(progress_of(s.open()).total == 8);
  s.app.answer("greeted", NotApplicable{});
  CHECK(progress_of(s.open()).answered == 1);
}

TEST_CASE("the score follows every answer, with its bounds") {
  AppScenario s;
  s.start_filling();
  s.app.answer("greeted", TextValue{"yes"});
  REQUIRE(s.open().score.score);
  CHECK(s.open().score.score->value == 100000000);
  REQUIRE(s.open().score.bounds);
  CHECK(s.open().score.bounds->low.value == 33333333);
  s.app.type_duration("wait", 300);
  CHECK(s.open().score.score->value == 33333333);
}

TEST_CASE("a number is taken with a comma or a point, and text that is no number leaves no answer") {
  AppScenario s;
  s.start_filling();
  s.app.type_number("amount", "12,5");
  REQUIRE(s.open().answer("amount"));
  CHECK(std::get<NumberValue>(s.open().answer("amount")->value).decimal == "12.5");
  CHECK(s.open().typed.at("amount") == "12,5");
  s.app.finish_typing("amount");
  CHECK(s.open().typed.empty());
  s.app.type_number("amount", "12,5x");
  CHECK(s.open().answer("amount") == nullptr);
  CHECK(s.open().typed.at("amount") == "12,5x");
  s.app.finish_typing("amount");
  CHECK(s.open().typed.at("amount") == "12,5x");
  s.app.type_number("amount", "");
  CHECK(s.open().typed.empty());
}

TEST_CASE("a stopwatch counts wall time across a reload, and its time becomes the answer") {
  AppScenario s;
  s.start_filling();
  s.app.start_stopwatch("wait");
  std::string saved = s.expect("save_draft_state").payload;
  const Json state = *parse_json(saved);
  const std::string ui = write_json(*state.find("ui"));
  s.wait(40000);

  AppScenario later;
  later.wait(95400);
  later.start_filling("{}", ui);
  CHECK(later.open().stopwatches.at("wait").elapsed_ms(kStart + 95400) == 95400);
  later.app.stop_stopwatch("wait");
  CHECK(std::get<NumberValue>(later.open().answer("wait")->value).decimal == "95");
  later.app.reset_stopwatch("wait");
  CHECK(later.open().answer("wait") == nullptr);
  CHECK(later.open().stopwatches.empty());
}

TEST_CASE("a clock that was set back never makes a stopwatch negative") {
  Stopwatch watch;
  watch.started_at = 1000;
  watch.accumulated_ms = 500;
  CHECK(watch.elapsed_ms(0) == 500);
}

TEST_CASE("changing the language loses no answer and no half-typed number") {
  AppScenario s;
  s.start_filling(R"({"greeted":{"value":"no","comment":"fermé"}})");
  s.app.type_number("amount", "3,");
  s.app.set_language(Language::english);
  CHECK(s.app.language() == Language::english);
  CHECK(s.open().answer("greeted")->comment == "fermé");
  CHECK(s.open().typed.at("amount") == "3,");
  CHECK(s.expect("set_preferences").payload == R"({"language":"en"})");
}

TEST_CASE("a comment stays when its answer is cleared") {
  AppScenario s;
  s.start_filling(R"({"greeted":{"value":"no","comment":"fermé"}})");
  s.app.clear_answer("greeted");
  REQUIRE(s.open().answer("greeted"));
  CHECK_FALSE(s.open().answer("greeted")->is_answered());
  CHECK(s.open().answer("greeted")->comment == "fermé");
}

TEST_CASE("nothing changes in a visit that was submitted, nor for an item that the checklist lacks") {
  AppScenario s;
  s.start_filling();
  s.app.answer("no-such-item", TextValue{"x"});
  CHECK_FALSE(s.has("save_answer"));
}

TEST_CASE("boxes keep the checklist's order, nothing ticked is no answer, and \"none\" excludes the others") {
  Item item;
  for (const char* id : {"card", "bag", "none"}) {
    Choice choice;
    choice.id = ChoiceId(id);
    item.choices.push_back(choice);
  }
  const auto list = [](const AnswerValue& value) { return std::get<ListValue>(value); };
  const ListValue bag = list(with_choice(item, nullptr, "bag", true));
  CHECK(bag == ListValue{"bag"});
  CHECK(list(with_choice(item, &bag, "card", true)) == ListValue{"card", "bag"});
  CHECK(std::holds_alternative<Unanswered>(with_choice(item, &bag, "bag", false)));
  const ListValue none = list(with_choice(item, &bag, "none", true));
  CHECK(none == ListValue{"none"});
  CHECK(list(with_choice(item, &none, "card", true)) == ListValue{"card"});
  CHECK(has_none_choice(item));
  item.choices.pop_back();
  CHECK_FALSE(has_none_choice(item));
}

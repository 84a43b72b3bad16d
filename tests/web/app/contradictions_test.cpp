#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"

using namespace constat;
using namespace constat::app;

namespace {

std::string id_at(const OpenVisit& open, ItemRef ref) { return open.checklist.at(ref).id.value; }
std::string check_at(const OpenVisit& open, std::size_t at) { return open.checklist.checks[open.contradictions[at].check].id.value; }

}  // namespace

TEST_CASE("answers that contradict one another are told at once, in each section that shows one of them") {
  AppScenario s;
  s.start_filling();
  s.app.type_number("amount", "501");
  CHECK(s.open().contradictions.empty());  // the other answer is not there yet
  s.app.answer("greeted", NotApplicable{});
  CHECK(s.open().contradictions.empty());
  s.app.answer("greeted", TextValue{"no"});
  REQUIRE(s.open().contradictions.size() == 1);
  CHECK(check_at(s.open(), 0) == "much");
  REQUIRE(s.open().contradictions[0].places.size() == 2);
  CHECK(id_at(s.open(), s.open().contradictions[0].places[0]) == "greeted");
  CHECK(id_at(s.open(), s.open().contradictions[0].places[1]) == "amount");
  CHECK(needs_confirmation(s.open()));
  s.app.type_number("amount", "500");
  CHECK(s.open().contradictions.empty());
  CHECK_FALSE(needs_confirmation(s.open()));
}

TEST_CASE("a warning is told, but sending asks for no confirmation of it") {
  AppScenario s;
  s.start_filling();
  s.app.answer("greeted", TextValue{"yes"});
  s.app.type_duration("wait", 900);
  REQUIRE(s.open().contradictions.size() == 1);
  CHECK(check_at(s.open(), 0) == "long");
  CHECK(s.open().contradictions[0].places.size() == 1);
  CHECK_FALSE(needs_confirmation(s.open()));
}

TEST_CASE("a contradiction changes no score and keeps no visit from being sent") {
  AppScenario s;
  s.start_filling(R"({"greeted":{"value":"no","comment":"x"},"wait":{"value":30}})");
  const auto before = s.open().score.score;
  s.app.type_number("amount", "900");
  REQUIRE(needs_confirmation(s.open()));
  CHECK(s.open().score.score == before);
  s.save_all();
  s.app.submit_visit();
  CHECK(s.has("submit_visit"));
}

TEST_CASE("a draft that is opened again tells its contradictions") {
  AppScenario s;
  s.start_filling(R"({"greeted":{"value":"no"},"amount":{"value":501}})");
  CHECK(s.open().contradictions.size() == 1);
}

TEST_CASE("the next question without an answer is the next required one, across sections and round to the beginning") {
  AppScenario s;
  s.start_filling();
  const auto next = [&] {
    const auto ref = s.app.go_to_next_unanswered();
    return ref ? id_at(s.open(), *ref) : std::string();
  };
  CHECK(next() == "greeted");
  CHECK(s.app.state().route.section == 0);
  CHECK(s.app.state().reveal_item == "greeted");
  CHECK(s.app.state().focus_revealed);
  s.app.revealed();
  CHECK_FALSE(s.app.state().focus_revealed);
  CHECK(next() == "wait");
  CHECK(next() == "front");
  CHECK(s.app.state().route.section == 2);
  CHECK(s.url() == "#/visit/" + std::string(AppScenario::kVisitId) + "/section/3/item/front");
  CHECK(next() == "greeted");
  s.app.answer("greeted", TextValue{"no"});
  CHECK(next() == "why");  // asked since that answer
  s.app.answer("wait", NumberValue{"30"});
  CHECK(next() == "front");
  s.app.answer("why", TextValue{"x"});
  CHECK(next() == "front");  // the only one left
}

TEST_CASE("with every required question answered there is nowhere to go on to") {
  AppScenario s;
  s.start_filling(R"({"greeted":{"value":"yes"},"wait":{"value":30},"front":{"value":["sha256:)" + std::string(64, 'a') + R"("]}})");
  const std::string url = s.url();
  CHECK_FALSE(s.app.go_to_next_unanswered());
  CHECK(s.url() == url);
}

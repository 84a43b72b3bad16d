#include <catch_amalgamated.hpp>

#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

TEST_CASE("a link is looked at and used without a session, and signs its person in") {
  Scenario s;
  const Json seen = s.ok("look_at_link", R"({"token":"good"})");
  CHECK(seen.find("body")->find("name")->text == "Inès");
  CHECK(s.call("join", R"({"token":"good","password":"court"})").code() == "bad-password");
  CHECK(s.call("join", R"({"token":"old","password":"une longue phrase"})").code() == "link-used");
  const Json joined = s.ok("join", R"({"token":"good","password":"une longue phrase"})");
  CHECK(joined.find("session")->find("user")->find("id")->text == "ines");
  CHECK(s.ok("list_missions").find("missions") != nullptr);
}

TEST_CASE("a link that is over, and a missing network, are told apart") {
  Scenario s;
  const Json seen = s.ok("look_at_link", R"({"token":"old"})");
  CHECK(seen.find("status")->text == "410");
  CHECK(seen.find("body")->find("code")->text == "link-used");
  s.network = false;
  CHECK(s.call("look_at_link", R"({"token":"good"})").code() == "offline");
  CHECK(s.call("join", R"({"token":"good","password":"une longue phrase"})").code() == "offline");
}

TEST_CASE("who joins on a phone that another person uses sees none of their visits, and these are not lost") {
  Scenario s;
  s.sign_in();
  s.network = false;
  const std::string visit = s.start("m0");
  s.save(visit, "a", "oui");
  s.submit(visit);
  s.network = true;
  s.ok("join", R"({"token":"good","password":"une longue phrase"})");
  CHECK(s.ok("list_visits").find("visits")->elements.empty());
  s.sign_in();
  s.phone.wait(3'600'000);
  CHECK(s.state_of(visit) == "received");
}

#include "backend/cli/check_command.hpp"

#include <algorithm>

#include <catch_amalgamated.hpp>

#include "shared/base/json.hpp"
#include "tests/backend/cli/command_runner.hpp"

namespace constat::test {
namespace {

const std::string kForm = R"({"format":"constat.checklist/1","id":"c","version":1,"title":{"fr":"Titre","en":"Title"},"languages":["fr","en"],)"
    R"("scoring":{"mode":"points"},"sections":[{"id":"s","area":"other","title":{"fr":"Section","en":"Section"},"items":[)";
const std::string kTimes = R"({"id":"start","type":"time","prompt":{"fr":"Début","en":"Start"}},{"id":"end","type":"time","prompt":{"fr":"Fin","en":"End"}})";
const std::string kCheck = R"(]}],"checks":[{"id":"order","assert":"${start} < ${end}","message":{"fr":"La fin est avant le début","en":"The end is before the start"}}]})";

std::string visit(const std::string& answers) {
  return R"({"format":"constat.visit/1","id":"01936d2e-7c1b-7d0a-b1f2-3c4d5e6f7a8b","checklist":{"id":"c","version":1},"site":"lyon",)"
         R"("investigator":"i","started_at":"2026-11-03T10:02:11Z","answers":)" + answers + "}";
}

std::size_t lines_in(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

}  // namespace

TEST_CASE("check tells answers that contradict one another, at the question where the phone tells them") {
  const CommandRunner runner(check_command());
  const std::string checklist = runner.file("c.json", kForm + kTimes + kCheck);
  const std::string wrong = runner.file("wrong.json", visit(R"({"start":{"value":"10:30"},"end":{"value":"10:02"}})"));
  const std::string right = runner.file("right.json", visit(R"({"start":{"value":"10:02"},"end":{"value":"10:30"}})"));
  const auto told = runner.run({checklist, wrong});
  CHECK(told.code == kExitBadInput);
  CHECK(told.err.find(wrong + ":answers.end: The end is before the start (order); ") == 0);
  CHECK(lines_in(told.err) == 1);
  CHECK(runner.run({checklist, wrong, "--lang", "fr"}).err.find("La fin est avant le début") != std::string::npos);
  CHECK(runner.run({checklist, right}).code == kExitGood);
  CHECK(runner.run({wrong}).code == kExitGood);  // without its checklist nobody knows
}

TEST_CASE("--lint says what is odd in a checklist, with an example, as text or as JSON") {
  const CommandRunner runner(check_command());
  const std::string odd = runner.file("odd.json", kForm + kTimes + R"(,{"id":"why","type":"text","visible_if":"${start} > '12:00' and ${start} < '09:00'","prompt":{"fr":"Pourquoi ?","en":"Why?"}})" + kCheck);
  CHECK(runner.run({odd}).code == kExitGood);
  const auto text = runner.run({"--lint", odd});
  CHECK(text.code == kExitBadInput);
  CHECK(text.out.find(odd + ":sections[0].items[2].visible_if: error: the question “why” is never asked") != std::string::npos);
  CHECK(text.out.find("example: start {\"value\":") != std::string::npos);
  CHECK(text.err.empty());

  const auto json = runner.run({"--lint", "--format", "json", odd});
  CHECK(json.code == kExitBadInput);
  REQUIRE(lines_in(json.out) == 1);
  const Parsed<Json> object = parse_json(json.out);
  REQUIRE(object);
  CHECK(object->find("file")->text == odd);
  CHECK(object->find("code")->text == "unreachable-item");
  CHECK(object->find("severity")->text == "error");
  CHECK(object->find("example")->find("start") != nullptr);
}

TEST_CASE("--lint of a sound checklist, and of files that are none, is quiet") {
  const CommandRunner runner(check_command());
  const std::string sound = runner.file("sound.json", kForm + kTimes + kCheck);
  const auto text = runner.run({"--lint", sound});
  CHECK(text.code == kExitGood);
  CHECK(text.out.find(sound + ": nothing odd") != std::string::npos);
  const auto json = runner.run({"--lint", "--format", "json", sound, runner.file("v.json", visit("{}"))});
  CHECK(json.code == kExitGood);
  CHECK(json.out.empty());
}

TEST_CASE("what cannot be decided is a note, and notes alone are no failure") {
  const CommandRunner runner(check_command());
  const std::string computed = runner.file("c.json", kForm + R"({"id":"n","type":"number","prompt":{"fr":"Nombre","en":"Number"}},{"id":"why","type":"text","visible_if":"${n} * ${n} = 2","prompt":{"fr":"Pourquoi ?","en":"Why?"}}]}]})");
  const auto noted = runner.run({"--lint", computed});
  CHECK(noted.code == kExitGood);
  CHECK(noted.out.find(": to verify: ") != std::string::npos);
}

TEST_CASE("--format without --lint is bad usage") {
  const CommandRunner runner(check_command());
  CHECK(runner.run({"--format", "json", "x.json"}).code == kExitBadUsage);
  CHECK(runner.run({"--lint", "--format", "table", "x.json"}).code == kExitBadUsage);
}

}  // namespace constat::test

// What is left of a visit when words may no longer be kept: the same score, and no word.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/erasure/redaction.hpp"
#include "shared/scoring/score.hpp"
#include "shared/sync/submission.hpp"
#include "tests/support/random_checklist.hpp"

using namespace constat;
using namespace constat::server;
using Doc = nlohmann::json;

TEST_CASE("a redacted visit scores what it did, to the last digit of its trace") {
  Rng rng(20261123);
  int with_words = 0;
  for (int round = 0; round < 400; ++round) {
    const Checklist checklist = test::random_checklist(rng, {});
    Submission submission{test::random_visit(rng, checklist), std::nullopt, "test"};
    for (auto& [item, answer] : submission.visit.answers) answer.comment = "unmistakable words of " + item;
    submission.photos.push_back({std::string(64, 'a'), "front", 10, "image/png", 1, 1, std::nullopt, "2026-11-03T10:05:00+01:00"});
    const std::string before = write_submission(submission), after = redacted_body(before, &checklist, UserId("erased-1"));
    const auto read = parse_submission(after);
    REQUIRE(read);
    INFO(before << "\n" << after);
    CHECK(summarize(score_visit(checklist, read->visit)) == summarize(score_visit(checklist, submission.visit)));
    CHECK(after.find("unmistakable") == std::string::npos);
    CHECK(read->photos.empty());
    CHECK(read->visit.investigator == UserId("erased-1"));
    CHECK(redacted_body(after, &checklist, UserId("erased-1")) == after);
    with_words += before.find("unmistakable") != std::string::npos;
  }
  CHECK(with_words > 300);
}

TEST_CASE("without its checklist a body keeps numbers only, and what cannot be read leaves nothing") {
  const std::string body = R"({"format":"constat.submission/1","visit":{"format":"constat.visit/1","id":"01936d2e-7c1b-7d0a-b1f2-000000000001",
    "checklist":{"id":"c","version":1},"site":"lyon","wave":null,"investigator":"zoe","mission":null,"contact_mode":null,"started_at":"2026-11-03T10:02:11+01:00","ended_at":null,
    "answers":{"a":{"value":"some words"},"b":{"value":4},"c":{"value":["words"]},"d":{"na":true,"comment":"words"},"e":{"value":{"latitude":45.7,"longitude":4.8,"accuracy":3}}}}})";
  const auto read = parse_submission(redacted_body(body, nullptr, UserId("erased-1")));
  REQUIRE(read);
  CHECK(read->visit.answers.size() == 2);
  CHECK(std::get<NumberValue>(read->visit.find("b")->value).decimal == "4");
  CHECK(read->visit.find("d")->is_not_applicable());
  CHECK(redacted_body("not a visit", nullptr, UserId("erased-1")).empty());
}

TEST_CASE("an event keeps what it is about and what it decides") {
  const Doc event = Doc::parse(redacted_event(
      R"({"revision":2,"sha256":"ab","item":"smile","items":["smile"],"accepted":true,"appeal":"x","text":"words","reason":"words","more":{"text":"words"},"answer":{"value":3,"comment":"words"}})", nullptr));
  CHECK(event.dump().find("words") == std::string::npos);
  CHECK(event["revision"] == 2);
  CHECK(event["items"] == Doc{"smile"});
  CHECK(event["accepted"] == true);
  CHECK(event["answer"]["value"] == 3);
  CHECK(redacted_event("no JSON", nullptr) == "{}");
}

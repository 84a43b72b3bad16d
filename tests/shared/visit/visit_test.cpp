#include <catch_amalgamated.hpp>

#include "shared/visit/timestamp.hpp"
#include "shared/visit/validate.hpp"
#include "shared/visit/visit.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/small_checklist.hpp"

namespace constat::test {
namespace {

Answer answer(const char* json) {
  Parsed<Answer> parsed = parse_answer(json);
  REQUIRE(parsed);
  return std::move(*parsed);
}

}  // namespace

TEST_CASE("RFC 3339 instants are read with their offset") {
  struct Row { const char* text; std::int64_t milliseconds; };
  for (const Row& row : {Row{"1970-01-01T00:00:00Z", 0}, Row{"1969-12-31T23:59:59.5Z", -500}, Row{"2000-02-29T12:00:00+00:00", 951'825'600'000},
                         Row{"2026-11-03T10:02:11+01:00", 1'793'696'531'000}, Row{"2026-11-03T10:02:11.123-05:30", 1'793'719'931'123},
                         Row{"2024-12-31t23:59:59z", 1'735'689'599'000}}) {
    INFO(row.text);
    REQUIRE(unix_milliseconds(row.text));
    CHECK(*unix_milliseconds(row.text) == row.milliseconds);
  }
  for (const char* text : {"", "2026-11-03", "2026-11-03T10:02:11", "2026-11-03T10:02:11+1:00", "2026-02-29T10:02:11Z",
                           "2026-13-01T10:02:11Z", "2026-11-03T24:00:00Z", "2026-11-03T10:02:11.Z", "2026-11-03T10:02:11Zx",
                           "2026-11-03 10:02:11Z", "1900-02-29T00:00:00Z"}) {
    INFO(text);
    CHECK_FALSE(unix_milliseconds(text));
  }
}

TEST_CASE("a visit is written in one canonical form") {
  const Parsed<Visit> visit = parse_visit(read_source_file("tests/fixtures/reference/visit.json"));
  REQUIRE(visit);
  const std::string json = write_visit(*visit);
  CHECK(json.rfind(R"({"answers":{"greeted":{"value":"yes"},"offers":{"value":["a"]},"smile":{"value":4},"wait":{"value":95}},"checklist")", 0) == 0);
  CHECK(json.find("\"mission\":null") != std::string::npos);
  CHECK(json.find(' ') == std::string::npos);
}

TEST_CASE("answers keep every digit and every kind of value") {
  for (const char* json : {R"({"value":"yes"})", R"({"comment":"é","value":12345678901234567890.125})", R"({"na":true})", R"({"value":["a","b"]})",
                           R"({"value":[]})", R"({"value":{"accuracy":12.5,"latitude":45.764043,"longitude":-4.835659}})", "{}",
                           R"({"comment":"only a comment"})"}) {
    INFO(json);
    CHECK(write_answer(answer(json)) == json);
  }
  CHECK(write_answer(answer(R"({"value":1.50e1,"na":false})")) == R"({"value":15})");
  CHECK_FALSE(answer(R"({"value":""})").is_answered());
  CHECK_FALSE(answer(R"({"value":null})").is_answered());
}

TEST_CASE("an empty list answers a multiple choice and leaves a photo blank") {
  Item item;
  item.type = ItemType::multi_choice;
  CHECK_FALSE(is_blank(item, answer(R"({"value":[]})")));
  CHECK_FALSE(is_blank(item, answer(R"({"na":true})")));
  item.type = ItemType::photo;
  CHECK(is_blank(item, answer(R"({"value":[]})")));
}

TEST_CASE("evidence is missing when a given choice demands it and only then") {
  const Checklist checklist = checklist_of({}, {{R"("type":"choice","choices":[{"id":"yes","points":1},{"id":"no","points":0,"requires":["comment","photo"]}])"}});
  const Item& item = checklist.sections[0].items[0];
  CHECK_FALSE(missing_evidence(item, answer(R"({"value":"yes"})"), false).any());
  CHECK_FALSE(missing_evidence(item, answer(R"({"value":"no","comment":"why"})"), true).any());
  CHECK(missing_evidence(item, answer(R"({"value":"no","comment":"  "})"), true).comment);
  CHECK(missing_evidence(item, answer(R"({"value":"no","comment":"why"})"), false).photo);
}

}  // namespace constat::test

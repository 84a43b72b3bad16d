#include <catch_amalgamated.hpp>

#include "shared/visit/content_hash.hpp"
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

std::string photo(char digit) { return "sha256:" + std::string(64, digit); }

std::vector<Problem> problems_of(const std::string& json) {
  const Parsed<Answer> parsed = parse_answer(json);
  return parsed ? std::vector<Problem>() : parsed.error();
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
  Answer proven = answer(R"({"value":"no","comment":"why"})");
  proven.photos = {photo('a')};
  CHECK_FALSE(missing_evidence(item, answer(R"({"value":"yes"})")).any());
  CHECK_FALSE(missing_evidence(item, proven).any());
  proven.comment = "  ";
  CHECK(missing_evidence(item, proven).comment);
  CHECK_FALSE(missing_evidence(item, proven).photo);
  CHECK(missing_evidence(item, answer(R"({"value":"no","comment":"why"})")).photo);
}

TEST_CASE("photos beside an answer keep their order; an answer without any is written as before") {
  const std::string json = "{\"photos\":[\"" + photo('b') + "\",\"" + photo('a') + "\"],\"value\":\"no\"}";
  CHECK(write_answer(answer(json.c_str())) == json);
  const Answer bare = answer(("{\"photos\":[\"" + photo('a') + "\"]}").c_str());
  CHECK_FALSE(bare.is_answered());
  CHECK_FALSE(bare.is_empty());
  CHECK(write_answer(answer(R"({"value":"no","photos":[]})")) == R"({"value":"no"})");
  CHECK(write_answer(answer(R"({"value":"no","photos":null})")) == R"({"value":"no"})");
}

TEST_CASE("every fault of the photos beside an answer is told, each with its place") {
  const std::vector<Problem> found = problems_of("{\"photos\":[\"" + photo('a') + "\",\"sha256:A\",7,\"" + photo('a') + "\"]}");
  CHECK(found == std::vector<Problem>{{"photos[1]", "bad-content-hash", {"sha256:A"}},
                                      {"photos[2]", "not-a-text", {}},
                                      {"photos[3]", "photo-twice", {photo('a')}}});
  CHECK(problems_of(R"({"photos":"one"})") == std::vector<Problem>{{"photos", "not-a-list", {}}});
  std::string many;
  for (std::size_t i = 0; i <= kMostPhotos; ++i) many += (i ? ",\"" : "\"") + photo("0123456789abcdef0123456789"[i]) + "\"";
  CHECK(problems_of("{\"photos\":[" + many + "]}") == std::vector<Problem>{{"photos", "too-many-photos", {"21", "20"}}});
}

TEST_CASE("the files of a visit are those of its values and those beside them, each once") {
  Visit visit;
  visit.answers["a"] = Answer{ListValue{photo('c'), photo('b'), "sha256:short", "yes"}, ""};
  visit.answers["b"] = Answer{TextValue(photo('d')), "", {photo('a'), photo('c')}};
  CHECK(photo_hashes(visit) == std::vector<std::string>{std::string(64, 'a'), std::string(64, 'b'), std::string(64, 'c')});
}

}  // namespace constat::test

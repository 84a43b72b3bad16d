#include <catch_amalgamated.hpp>

#include "shared/base/json.hpp"
#include "shared/checklist/parse.hpp"

namespace constat {

TEST_CASE("numbers keep the text they were written with, and canonical JSON writes them plainly") {
  const Parsed<Json> value = parse_json(R"({"b": 1.50, "a": [1e2, -0.0, 12345678901234567890.25], "c": "é\n\u0001"})");
  REQUIRE(value);
  CHECK(value->find("b")->text == "1.50");
  CHECK(write_json(*value) == "{\"b\":1.50,\"a\":[1e2,-0.0,12345678901234567890.25],\"c\":\"é\\n\\u0001\"}");
  CHECK(canonical_json(*value) == "{\"a\":[100,0,12345678901234567890.25],\"b\":1.5,\"c\":\"é\\n\\u0001\"}");
}

TEST_CASE("a syntax error names its line and column") {
  const Parsed<Json> broken = parse_json("{\n \"é\": 1,\n \"b\": tru\n}");
  REQUIRE_FALSE(broken);
  CHECK(broken.error() == std::vector<Problem>{{"", "json-syntax", {"3", "10"}}});
}

TEST_CASE("text that is no UTF-8, and a number beyond every range, are refused") {
  CHECK_FALSE(parse_json("\"\xff\""));
  CHECK_FALSE(parse_json("[1e999]"));
  CHECK_FALSE(parse_json(""));
  CHECK_FALSE(parse_json("{} {}"));
}

TEST_CASE("a hostile depth is refused instead of followed") {
  const Parsed<Json> deep = parse_json(std::string(1'000'000, '['));
  REQUIRE_FALSE(deep);
  CHECK(deep.error().front().code == "json-too-deep");
}

TEST_CASE("the hash of a checklist ignores spaces, the order of members and the way numbers are written") {
  const Parsed<std::string> a = checklist_hash(R"({"id":"a","weight":1.50})");
  const Parsed<std::string> b = checklist_hash("{ \"weight\" : 15e-1,\n\"id\": \"a\" }");
  const Parsed<std::string> c = checklist_hash(R"({"id":"a","weight":1.51})");
  REQUIRE(a);
  CHECK(*a == *b);
  CHECK(*a != *c);
  CHECK(a->size() == 71);
}

}  // namespace constat

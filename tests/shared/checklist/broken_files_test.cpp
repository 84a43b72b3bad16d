// Every file of tests/fixtures/broken is refused with exactly the problems planted in it: <name>.expected.json lists them.
#include <algorithm>
#include <sstream>

#include "shared/base/json.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/text/text.hpp"
#include "shared/visit/validate.hpp"
#include "tests/support/shared_data.hpp"

namespace constat::test {
namespace {

const std::string kFolder = "tests/fixtures/broken/";

std::vector<std::string> names() {
  std::istringstream list(read_source_file(kFolder + "list.txt"));
  std::vector<std::string> out;
  for (std::string name; std::getline(list, name);) out.push_back(name);
  return out;
}

std::vector<Problem> problems_in(const std::string& name, const std::string& json, const Checklist& reference) {
  if (name.rfind("checklist-", 0) == 0) {
    const Parsed<Checklist> checklist = parse_checklist(json);
    return checklist ? std::vector<Problem>{} : checklist.error();
  }
  const Parsed<Visit> visit = parse_visit(json);
  return visit ? validate_visit(reference, *visit) : visit.error();
}

std::vector<std::string> lines_of(const std::vector<Problem>& problems) {
  std::vector<std::string> out;
  for (const Problem& problem : problems) out.push_back(problem.path + " " + problem.code);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> expected_lines(const std::string& name) {
  const Parsed<Json> root = parse_json(read_source_file(kFolder + name + ".expected.json"));
  REQUIRE(root);
  std::vector<std::string> out;
  for (const Json& problem : root->elements) out.push_back(problem.find("path")->text + " " + problem.find("code")->text);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("the reference checklist and visit have no problem") {
  const Parsed<Checklist> checklist = parse_checklist(read_source_file("tests/fixtures/reference/checklist.json"));
  REQUIRE(checklist);
  const Parsed<Visit> visit = parse_visit(read_source_file("tests/fixtures/reference/visit.json"));
  REQUIRE(visit);
  CHECK(validate_visit(*checklist, *visit).empty());
}

TEST_CASE("every planted problem of every broken file is found, and no other") {
  const Parsed<Checklist> reference = parse_checklist(read_source_file("tests/fixtures/reference/checklist.json"));
  REQUIRE(reference);
  const std::vector<std::string> all = names();
  CHECK(all.size() >= 40);
  for (const std::string& name : all) {
    INFO(name);
    const std::vector<Problem> found = problems_in(name, read_source_file(kFolder + name + ".json"), *reference);
    CHECK(lines_of(found) == expected_lines(name));
  }
}

TEST_CASE("every problem has a sentence in both languages that says what to do and keeps its arguments") {
  const Parsed<Checklist> reference = parse_checklist(read_source_file("tests/fixtures/reference/checklist.json"));
  REQUIRE(reference);
  for (const std::string& name : names()) {
    for (const Problem& problem : problems_in(name, read_source_file(kFolder + name + ".json"), *reference)) {
      INFO(name << " " << problem.code);
      for (Language language : {Language::french, Language::english}) {
        const std::string sentence = describe(language, problem);
        CHECK(sentence.find("problem." + problem.code) == std::string::npos);
        CHECK(sentence.find(';') != std::string::npos);
        for (const std::string& arg : problem.args) CHECK(sentence.find(arg) != std::string::npos);
        CHECK(sentence.find("{0}") == std::string::npos);
      }
    }
  }
}

}  // namespace constat::test

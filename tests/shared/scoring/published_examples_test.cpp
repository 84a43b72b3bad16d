// Worked examples that vendors of audit tools publish (scoring_vectors.json of the folder of real data). Each case says
// how it maps to a Constat checklist; where a tool counts otherwise, the case shows what Constat gives instead.
#include <cmath>

#include "shared/base/json.hpp"
#include "shared/checklist/parse.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/small_checklist.hpp"

namespace constat::test {
namespace {

Json vectors() {
  Parsed<Json> root = parse_json(shared_data_or_skip("scoring_vectors.json"));
  REQUIRE(root);
  return std::move(*root);
}

const Json& in(const Json& value, const char* name) {
  const Json* found = value.find(name);
  INFO(name);
  REQUIRE(found != nullptr);
  return *found;
}

double as_double(const Json& value) { return std::strtod(value.text.c_str(), nullptr); }

// Choices c0, c1... with the points of a JSON list.
std::string choices(const char* type, const Json& points) {
  std::string out = "\"type\":\"" + std::string(type) + "\",\"choices\":[";
  for (std::size_t i = 0; i < points.elements.size(); ++i) {
    out += (i == 0 ? "" : ",") + std::string("{\"id\":\"c") + std::to_string(i) + "\",\"points\":" + points.elements[i].text + "}";
  }
  return out + "]";
}

std::size_t place_of(const Json& points, const std::string& wanted) {
  for (std::size_t i = 0; i < points.elements.size(); ++i) {
    if (points.elements[i].text == wanted) return i;
  }
  FAIL("no choice has " << wanted << " points");
  return 0;
}

std::string choice_id(const Json& points, const std::string& wanted) {
  return "\"c" + std::to_string(place_of(points, wanted)) + "\"";
}

void check_sum(const VisitScore& score, const Json& row) {
  CHECK(millionths_text(score.earned) == in(row, "e").text);
  CHECK(millionths_text(score.possible) == in(row, "b").text);
}

const char* kYesNo = R"("type":"choice","na_allowed":true,"choices":[{"id":"yes","points":1},{"id":"no","points":0}])";

}  // namespace

TEST_CASE("published examples: SafetyCulture's scoring template") {
  const Json root = vectors();
  for (const Json& row : in(in(root, "safetyculture_public_template"), "cases").elements) {
    INFO(write_json(row));
    const std::string kind = in(row, "kind").text, weight = ",\"weight\":" + in(row, "weight").text;
    if (kind == "checkbox") {  // a checkbox is a yes/no choice worth its weight
      check_sum(score_of({}, {kYesNo + weight}, {in(row, "ticked").boolean ? "\"yes\"" : "\"no\""}), row);
    } else if (kind == "multi") {  // nothing ticked is an answer: "none of these"
      std::string list;
      for (const Json& points : in(row, "selected").elements) list += (list.empty() ? "" : ",") + choice_id(in(row, "options"), points.text);
      check_sum(score_of({}, {choices("multi_choice", in(row, "options")) + weight}, {"[" + list + "]"}), row);
    } else if (const Json& answer = in(row, "answer"); !answer.is(JsonKind::null)) {
      check_sum(score_of({}, {choices("choice", in(row, "options")) + weight}, {choice_id(in(row, "options"), answer.text)}), row);
    } else {
      // That tool counts an unanswered question as lost. Here it leaves both sums, and the bounds keep the loss possible.
      const std::string best = row.find("max_option") ? in(row, "max_option").text : in(row, "options").elements.back().text;
      const std::string item = R"("type":"choice","required":true,"choices":[{"id":"a","points":0},{"id":"z","points":)" + best + "}]" + weight;
      const VisitScore score = score_of({}, {item}, {""});
      CHECK(score.status == VisitStatus::incomplete);
      CHECK(score.possible == 0);
      REQUIRE(score.bounds);
      CHECK(score.bounds->low == MicroPercent{0});
      CHECK(millionths_text(score_of({}, {item}, {"\"a\""}).possible) == in(row, "b").text);
    }
  }
}

TEST_CASE("published examples: SASSIE's questions") {
  const Json root = vectors();
  for (const Json& row : in(in(root, "sassie"), "cases").elements) {
    INFO(write_json(row));
    const std::string question = in(row, "q").text;
    if (question == "multi 5x1") {
      check_sum(score_of({}, {R"("type":"multi_choice","choices":[{"id":"a","points":1},{"id":"b","points":1},{"id":"c","points":1},{"id":"d","points":1},{"id":"e","points":1}])"}, {R"(["a","b","c"])"}), row);
    } else if (question == "bonus 2 pts") {
      check_sum(score_of({}, {R"("type":"choice","role":"bonus","choices":[{"id":"yes","points":2},{"id":"no","points":0}])"}, {"\"yes\""}), row);
    } else {
      const std::string answer = in(row, "answer").text;
      check_sum(score_of({}, {kYesNo}, {answer == "na" ? "na" : "\"" + answer + "\""}), row);
    }
  }
}

TEST_CASE("published examples: Sprinklr's picklists, categories and audits") {
  const Json root = vectors();
  for (const Json& row : in(in(root, "sprinklr"), "cases").elements) {
    INFO(write_json(row));
    if (const Json* list = row.find("picklist")) {
      if (list->elements[0].text[0] == '-') {  // that tool divides by the greatest loss; here such a question must be a malus
        const VisitScore score = score_of({}, {choices("choice", *list) + ",\"role\":\"malus\""}, {choice_id(*list, in(row, "sel").text)});
        CHECK(millionths_text(score.earned) == in(row, "sel").text);
        CHECK(score.possible == 0);
        continue;
      }
      const VisitScore score = score_of({}, {choices("choice", *list)}, {choice_id(*list, in(row, "sel").text)});
      CHECK(to_string(*score.sections[0].raw) == millionths_text(std::llround(as_double(in(row, "pct")) * 1e6)));
    } else if (const Json* multi = row.find("multi")) {
      const VisitScore score = score_of({}, {choices("multi_choice", *multi)}, {"[" + choice_id(*multi, in(row, "sel").elements[0].text) + "]"});
      CHECK(score.score->value == std::llround(as_double(in(row, "pct")) * 1e6));
    } else {  // [score, weight] pairs: sections of a weighted checklist
      const Json& pairs = row.find("category") ? in(row, "category") : in(row, "audit");
      std::vector<std::vector<std::string>> items;
      std::vector<std::string> weights, answers;
      for (const Json& pair : pairs.elements) {
        items.push_back({R"("type":"scale","min":0,"max":100)"});
        answers.push_back(pair.elements[0].text);
        weights.push_back(pair.elements[1].text);
      }
      const Checklist checklist = checklist_of({"weighted"}, items, weights);
      const VisitScore score = score_visit(checklist, visit_of(checklist, answers));
      CHECK(score.score->value == std::llround(as_double(in(row, "pct")) * 1e6));
    }
  }
}

TEST_CASE("published examples: N/A leaves the denominator at CleanSmarts and Compliance Checkpoint") {
  const Json root = vectors();
  const Json& clean = in(root, "cleansmarts");
  std::vector<std::string> items, answers;
  for (const Json& score : in(clean, "scores").elements) {
    items.push_back(R"("type":"scale","min":0,"max":5,"na_allowed":true)");
    answers.push_back(score.is(JsonKind::null) ? "na" : score.elements[0].text);
  }
  const VisitScore score = score_of({}, items, answers);
  check_sum(score, clean);
  CHECK(score.score->value == std::llround(as_double(in(clean, "pct")) * 1e6));

  const Json& points = in(root, "compliancecheckpoint");
  std::vector<std::string> ten(10, R"("type":"choice","na_allowed":true,"choices":[{"id":"yes","points":10},{"id":"no","points":0}])");
  std::vector<std::string> nine(10, "\"yes\"");
  nine[3] = "na";
  CHECK(millionths_text(score_of({}, ten, nine).possible) == in(points, "b").text);
  const Json& options = in(root, "franconnect");
  CHECK(millionths_text(score_of({}, {choices("choice", in(options, "options"))}, {"\"c0\""}).possible) == in(options, "b").text);
}

}  // namespace constat::test

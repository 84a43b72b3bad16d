// Each planted fault of points, weights and texts is reported, and its example, scored by the real scorer, shows it.
#include "tests/shared/lint/planted.hpp"

namespace constat::test {
namespace {

Checklist with_item(const std::string& item, int others = 4, const std::string& policy = "\"flag\"") {
  std::vector<std::string> items = fillers(others);
  items.push_back(item);
  return planted({.policy = policy, .sections = {items}});
}

VisitScore scored(const Checklist& checklist, const Finding& finding) { return score_visit(checklist, example_visit(checklist, finding)); }

}  // namespace

TEST_CASE("a plain checklist has nothing odd") {
  const Checklist checklist = planted({.sections = {fillers(6)}});
  for (const Finding& finding : lint(checklist)) FAIL(finding.path << " " << finding.code);
}

TEST_CASE("a band of durations that holds no whole second is found") {
  const Checklist below = with_item(R"("id":"d","type":"duration","required":true,"bands":[{"below":0,"points":3},{"below":60,"points":2},{"points":0}])");
  const Finding finding = only(below, "band-empty");
  CHECK(finding.path == "sections[0].items[4].bands[0]");
  CHECK(trace_of(below, scored(below, finding), "d").earned == Thousandths{2000});

  const Checklist narrow = with_item(R"("id":"d","type":"duration","required":true,"bands":[{"below":60.2,"points":3},{"below":60.8,"points":2},{"points":1}])");
  CHECK(trace_of(narrow, scored(narrow, only(narrow, "band-empty")), "d").earned == Thousandths{1000});
  CHECK(found(with_item(R"("id":"d","type":"duration","bands":[{"below":60,"points":3},{"below":61,"points":2},{"points":1}])"), "band-empty").empty());
}

TEST_CASE("a limit at which nothing changes is found") {
  const Checklist checklist = with_item(R"("id":"n","type":"number","required":true,"bands":[{"below":5,"points":2},{"below":9,"points":2},{"points":0}])");
  const Finding finding = only(checklist, "band-same-points");
  CHECK(trace_of(checklist, scored(checklist, finding), "n").earned == Thousandths{2000});
  CHECK(finding.example.at("n").is_answered());
}

TEST_CASE("a section that cannot reach 100 % is found, with the best that it can") {
  SECTION("for want of points") {
    const Checklist checklist = with_item(R"("id":"d","type":"duration","required":true,"bands":[{"below":0,"points":4},{"below":60,"points":2},{"points":0}])");
    const Finding finding = only(checklist, "section-below-full");
    CHECK(finding.path == "sections[0]");
    CHECK(finding.args == std::vector<std::string>{"s0", "75.0"});
    CHECK(scored(checklist, finding).sections[0].score == MicroPercent{75'000'000});
  }
  SECTION("for a malus that nobody escapes") {
    const Checklist checklist = with_item(R"("id":"m","type":"choice","role":"malus","required":true,"choices":[{"id":"a","points":-1,#LABEL},{"id":"b","points":-2,#LABEL}])");
    const Finding finding = only(checklist, "section-below-full");
    CHECK(scored(checklist, finding).sections[0].score == MicroPercent{75'000'000});
  }
  SECTION("for a best answer that knocks out") {
    const Checklist checklist = with_item(yes_no("k", R"("required":true,"critical":{"scope":"section","when":". = 'yes'"})"), 4, R"({"cap":50})");
    const Finding finding = only(checklist, "section-below-full");
    const VisitScore score = scored(checklist, finding);
    CHECK(score.critical.empty());
    CHECK(score.sections[0].score == MicroPercent{80'000'000});
  }
  SECTION("for two questions that cannot both be answered at their best") {
    // To be asked nothing more, q must be answered "no".
    std::vector<std::string> items = fillers(4);
    items.push_back(yes_no("q"));
    items.push_back(R"("id":"m","type":"choice","role":"malus","required":true,"visible_if":"${q} = 'yes'","choices":[{"id":"a","points":-1,#LABEL}])");
    const Checklist checklist = planted({.sections = {items}});
    CHECK(scored(checklist, only(checklist, "section-below-full")).sections[0].score == MicroPercent{80'000'000});
  }
}

TEST_CASE("a section that reaches 100 % on some way is no finding") {
  const auto none = [](const Checklist& checklist) { CHECK(found(checklist, "section-below-full").empty()); };
  none(with_item(R"("id":"d","type":"duration","bands":[{"below":0,"points":4},{"points":2}])"));                     // may stay blank
  none(with_item(R"("id":"d","type":"duration","required":true,"na_allowed":true,"bands":[{"below":0,"points":4},{"points":2}])"));
  none(with_item(R"("id":"b","type":"choice","role":"bonus","choices":[{"id":"a","points":1,#LABEL}])"));
  none(planted({.sections = {fillers(4), {R"("id":"t","type":"text")"}}}));                                            // nothing to score
  std::vector<std::string> items = fillers(4);
  items.push_back(yes_no("q"));
  items.push_back(yes_no("r", R"("required":true,"visible_if":"${q} = 'no'","critical":{"scope":"section","when":". = 'yes'"})"));
  none(planted({.policy = "\"zero\"", .sections = {items}}));
}

TEST_CASE("an item that decides more than a third of the score is found, and one of a third is not") {
  const Checklist heavy = with_item(yes_no("h", "\"required\":true,\"weight\":3"));
  const Finding finding = only(heavy, "dominant-item");
  CHECK(finding.path == "sections[0].items[4]");
  CHECK(finding.args == std::vector<std::string>{"h", "43"});
  CHECK(scored(heavy, finding).uncapped == MicroPercent{57'142'857});
  CHECK(found(with_item(yes_no("h", "\"required\":true,\"weight\":2")), "dominant-item").empty());

  const Checklist weighted = planted({.mode = "weighted", .sections = {fillers(4), {yes_no("x")}}, .weights = {"1", "2"}});
  const Finding alone = only(weighted, "dominant-item");
  CHECK(alone.args == std::vector<std::string>{"x", "67"});
  CHECK(scored(weighted, alone).uncapped == MicroPercent{33'333'333});
}

TEST_CASE("an item that dominates only where another answer brings it up is found") {
  std::vector<std::string> items = fillers(4);
  items.push_back(yes_no("q"));
  items.push_back(yes_no("h", R"("required":true,"weight":9,"visible_if":"${q} = 'no'")"));
  const Checklist checklist = planted({.sections = {items}});
  const Finding finding = only(checklist, "dominant-item");
  CHECK(finding.args.front() == "h");
  const VisitScore score = scored(checklist, finding);
  CHECK(trace_of(checklist, score, "h").answered);
  CHECK(score.uncapped == MicroPercent{28'571'429});
}

TEST_CASE("what N/A or a blank lifts is found, with how much") {
  const Checklist item = with_item(yes_no("h", "\"required\":true,\"na_allowed\":true,\"weight\":2"));
  const Finding lifted = only(item, "na-lifts-score");
  CHECK(lifted.args == std::vector<std::string>{"h", "33.3", "66.7", "100.0"});
  CHECK(lifted.example.at("h").is_not_applicable());
  CHECK(scored(item, lifted).uncapped == kHundredPercent);
  Visit worst = example_visit(item, lifted);
  worst.answers.at("h").value = TextValue("no");
  CHECK(score_visit(item, worst).uncapped == MicroPercent{66'666'667});
  CHECK(found(with_item(yes_no("h", "\"na_allowed\":true,\"required\":true"), 12), "na-lifts-score").empty());

  std::vector<std::string> open;
  for (int i = 0; i < 3; ++i) open.push_back(yes_no("open" + std::to_string(i), i == 0 ? "\"required\":false" : "\"required\":true,\"na_allowed\":true"));
  const Checklist section = planted({.sections = {fillers(20), open}});
  const Finding away = only(section, "na-lifts-section");
  CHECK(away.path == "sections[1]");
  const VisitScore score = scored(section, away);
  CHECK_FALSE(score.sections[1].score.has_value());
  CHECK(score.uncapped == kHundredPercent);
}

TEST_CASE("texts that are too long for a phone, or say nothing, are found") {
  const std::string long_prompt = "\"prompt\":{\"fr\":\"" + std::string(91, 'a') + "\",\"en\":\"" + std::string(90, 'a') + "\"}";
  const Checklist checklist = with_item(yes_no("q", "\"required\":true,\"visible_if\":\"${filler0} = 'no'\"," + long_prompt));
  const Finding finding = only(checklist, "text-too-long");
  CHECK(finding.path == "sections[0].items[4].prompt.fr");
  CHECK(trace_of(checklist, scored(checklist, finding), "q").visible);
  CHECK(only(planted({.sections = {fillers(4)}, .title = R"({"fr":"Titre","en":"…"})"}), "text-says-nothing").path == "title.en");
  CHECK(found(planted({.sections = {fillers(4)}, .title = R"({"fr":"Café","en":"咖啡"})"}), "text-says-nothing").empty());
}

TEST_CASE("languages that do not say the same are found") {
  const auto code_of_title = [](const std::string& french, const std::string& english) {
    const Checklist checklist = planted({.sections = {fillers(4)}, .title = "{\"fr\":\"" + french + "\",\"en\":\"" + english + "\"}"});
    std::string codes;
    for (const Finding& finding : lint(checklist)) codes += (codes.empty() ? "" : " ") + finding.code;
    return codes;
  };
  CHECK(code_of_title("Moins de 5 minutes", "Under 6 minutes") == "language-numbers");
  CHECK(code_of_title("Plus de 1 000,5 €", "More than €1,000.5") == "");
  CHECK(code_of_title("De 0 à 10", "From 10 down to 0") == "");
  CHECK(code_of_title("Merci {0}", "Thank you") == "language-placeholders");
  CHECK(code_of_title("a\\nb", "a b") == "language-lines");
  CHECK(code_of_title("Une phrase oubliée ici", "Une phrase oubliée ici") == "language-same-text");
  CHECK(code_of_title("Taxi", "Taxi") == "");
  CHECK(code_of_title("Une phrase assez longue pour être traduite", "Short") == "language-length");
}

}  // namespace constat::test

// On random checklists the linter never claims what a random visit disproves, and every example is a valid visit.
#include <algorithm>
#include <set>

#include "shared/base/json.hpp"
#include "shared/base/rng.hpp"
#include "shared/scoring/checks.hpp"
#include "tests/shared/checklists/shipped_files.hpp"
#include "tests/shared/lint/planted.hpp"
#include "tests/support/random_checklist.hpp"

namespace constat::test {
namespace {

// A random comparison of two items, or of an item with a constant of its kind.
std::string random_atom(Rng& rng, const std::vector<std::string>& names) {
  static const char* const kSigns[] = {"=", "!=", "<", "<=", ">", ">="};
  static const char* const kConstants[] = {"0", "3", "120.5", "'c0'", "'c1'", "'c9'", "''", "-1"};
  const std::string& name = names[rng.index(names.size())];
  switch (rng.below(8)) {
    case 0: return "selected(${" + name + "}, 'c1')";
    case 1: return "count-selected(${" + name + "}) > 1";
    case 2: return "is-na(${" + name + "})";
    case 3: return "${" + name + "} " + kSigns[rng.index(6)] + " ${" + names[rng.index(names.size())] + "}";
    case 4: return "${" + name + "} + 1 > 4";
    default: return "${" + name + "} " + kSigns[rng.index(6)] + " " + kConstants[rng.index(8)];
  }
}

std::string random_condition(Rng& rng, const std::vector<std::string>& names) {
  std::string out = random_atom(rng, names);
  while (rng.chance(45)) {
    const std::string more = random_atom(rng, names);
    out = rng.chance(30) ? "not(" + out + ") and " + more : "(" + out + (rng.chance(50) ? ") and " : ") or ") + more;
  }
  return out;
}

// The random checklist with conditions, knock-outs and checks of all sorts.
Checklist twisted(Rng& rng) {
  RandomShape shape;
  shape.sections = 2;
  shape.items = 4;
  Parsed<Json> root = parse_json(random_checklist_json(rng, shape));
  REQUIRE(root);
  std::vector<std::string> names;
  for (JsonMember& member : root->members) {
    if (member.name != "sections") continue;
    for (Json& section : member.value.elements) {
      for (JsonMember& list : section.members) {
        if (list.name != "items") continue;
        for (Json& item : list.value.elements) {
          item.members.erase(std::remove_if(item.members.begin(), item.members.end(), [](const JsonMember& each) { return each.name == "visible_if" || each.name == "critical"; }),
                             item.members.end());
          if (!names.empty() && rng.chance(50)) item.add("visible_if", Json::of_text(random_condition(rng, names)));
          if (!names.empty() && rng.chance(30)) {
            item.add("critical", Json::object().add("scope", Json::of_text(rng.chance(50) ? "section" : "visit")).add("when", Json::of_text(random_condition(rng, names))));
          }
          names.push_back(item.find("id")->text);
        }
      }
    }
  }
  Json checks = Json::array();
  for (int i = 0; i < 3; ++i) {
    checks.push(Json::object().add("id", Json::of_text("k" + std::to_string(i))).add("assert", Json::of_text(random_condition(rng, names)))
                    .add("message", Json::object().add("fr", Json::of_text("Message")).add("en", Json::of_text("Message"))));
  }
  root->add("checks", std::move(checks));
  Parsed<Checklist> checklist = parse_checklist(write_json(*root));
  if (!checklist) FAIL(checklist.error().front().path << " " << checklist.error().front().code);
  return std::move(*checklist);
}

struct Claims {
  std::set<std::string> hidden, shown, quiet, loud, agreeing, violated, below;
};

Claims claims_of(const std::vector<Finding>& findings) {
  Claims claims;
  for (const Finding& finding : findings) {
    if (finding.code == "unreachable-item") claims.hidden.insert(finding.args[0]);
    if (finding.code == "condition-always-true") claims.shown.insert(finding.args[0]);
    if (finding.code == "critical-never") claims.quiet.insert(finding.args[0]);
    if (finding.code == "critical-always") claims.loud.insert(finding.args[0]);
    if (finding.code == "check-never-violated" || finding.code == "check-never-asked") claims.agreeing.insert(finding.args[0]);
    if (finding.code == "check-always-violated") claims.violated.insert(finding.args[0]);
    if (finding.code == "section-below-full") claims.below.insert(finding.args[0]);
  }
  return claims;
}

// What the visit says against the claims; "" when nothing.
std::string disproof(const Checklist& checklist, const Claims& claims, const Visit& visit) {
  const VisitScore score = score_visit(checklist, visit);
  for (const ItemTrace& trace : score.trace) {
    const std::string& id = checklist.at(trace.ref).id.value;
    if (trace.visible && claims.hidden.count(id)) return id + " is asked";
    if (!trace.visible && claims.shown.count(id)) return id + " is hidden";
    if (trace.critical_triggered && claims.quiet.count(id)) return id + " knocks out";
    if (trace.answered && !trace.critical_triggered && claims.loud.count(id)) return id + " does not knock out";
  }
  std::set<std::string> violated;
  for (const Check* check : violated_checks(checklist, visit)) violated.insert(check->id.value);
  for (const std::string& id : violated) {
    if (claims.agreeing.count(id)) return id + " is violated";
  }
  for (const SectionScore& section : score.sections) {
    const bool full = section.score == kHundredPercent && score.required_open == 0 && score.critical.empty();
    if (full && claims.below.count(section.id.value)) return section.id.value + " reaches 100 %";
  }
  return {};
}

}  // namespace

TEST_CASE("the linter claims nothing that a random visit disproves, and its examples are valid visits") {
  Rng rng(5'112'026);
  std::map<std::string, int> codes;
  // The material is to be rich enough to try these rules; compilers differ in the order in which they ask for random numbers.
  const std::vector<std::string> wanted = {"unreachable-item", "condition-always-true", "critical-never", "check-never-violated", "section-below-full", "not-decided", "dominant-item"};
  const auto is_rich = [&] { return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& code) { return codes[code] > 0; }); };
  for (int round = 0; round < 100 || (round < 1000 && !is_rich()); ++round) {
    const Checklist checklist = twisted(rng);
    const std::vector<Finding> findings = lint(checklist);
    for (const Finding& finding : findings) {
      ++codes[finding.code];
      INFO(finding.path << " " << finding.code);
      CHECK(validate_visit(checklist, example_visit(checklist, finding)).empty());
      CHECK(parse_json(write_finding(Language::english, checklist, finding)).has_value());
    }
    const Claims claims = claims_of(findings);
    for (int i = 0; i < 40; ++i) {
      const Visit visit = random_visit(rng, checklist);
      const std::string wrong = disproof(checklist, claims, visit);
      if (!wrong.empty()) FAIL_CHECK(wrong << "\n" << write_visit(visit));
    }
    for (const Finding& finding : findings) CHECK(disproof(checklist, claims, example_visit(checklist, finding)) == "");
  }
  for (const std::string& code : wanted) {
    INFO(code);
    CHECK(codes[code] > 0);
  }
}

TEST_CASE("linting is deterministic") {
  Rng rng(7);
  const Checklist checklist = twisted(rng);
  const auto all = [&] {
    std::string out;
    for (const Finding& finding : lint(checklist)) out += write_finding(Language::french, checklist, finding) + "\n";
    return out;
  };
  CHECK(all() == all());
}

TEST_CASE("the shipped checklists have nothing odd") {
  for (const std::string& id : shipped_checklists()) {
    const Parsed<Checklist> checklist = parse_checklist(checklist_json(id));
    REQUIRE(checklist);
    for (const Finding& finding : lint(*checklist)) {
      INFO(id << ":" << finding.path << ": " << describe(Language::english, finding));
      CHECK(finding.code == "");
    }
  }
}

TEST_CASE("a checklist of the largest size is linted within bounds") {
  std::vector<std::vector<std::string>> sections;
  for (int s = 0; s < 50; ++s) {
    std::vector<std::string> items;
    for (int i = 0; i < 40; ++i) {
      const std::string id = "q" + std::to_string(s * 40 + i);
      items.push_back(yes_no(id, i == 0 ? "\"required\":true,\"na_allowed\":true" : "\"visible_if\":\"${q" + std::to_string(s * 40 + i - 1) + "} != 'no'\",\"na_allowed\":true"));
    }
    sections.push_back(items);
  }
  const Checklist checklist = planted({.mode = "weighted", .sections = sections});
  CHECK(lint(checklist).size() < 5000);
}

}  // namespace constat::test

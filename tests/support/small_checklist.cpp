#include "tests/support/small_checklist.hpp"

#include <cstdio>
#include <cstdlib>

#include "shared/base/json.hpp"
#include "shared/checklist/parse.hpp"

namespace constat::test {
namespace {

[[noreturn]] void stop(const std::vector<Problem>& problems, const std::string& json) {
  for (const Problem& problem : problems) std::fprintf(stderr, "%s: %s\n", problem.path.c_str(), problem.code.c_str());
  std::fprintf(stderr, "%s\n", json.c_str());
  std::abort();
}

Json read(const std::string& json) {
  Parsed<Json> value = parse_json(json);
  if (!value) stop(value.error(), json);
  return std::move(*value);
}

Json label() { return read(R"({"en":"x"})"); }

Json item_json(const std::string& body, std::size_t number) {
  Json item = read("{\"id\":\"i" + std::to_string(number) + "\"," + body + "}");
  item.add("prompt", label());
  for (JsonMember& member : item.members) {
    if (member.name != "choices") continue;
    for (Json& choice : member.value.elements) choice.add("label", label());
  }
  return item;
}

std::string at(const std::vector<std::string>& list, std::size_t index) {
  return index < list.size() ? list[index] : std::string();
}

}  // namespace

Checklist checklist_of(const SmallRules& rules, const std::vector<std::vector<std::string>>& items,
                       const std::vector<std::string>& weights, const std::vector<std::string>& marks) {
  Json root = read(R"({"format":"constat.checklist/1","id":"small","version":1,"title":{"en":"x"},"languages":["en"]})");
  const std::string mark = rules.pass_mark.empty() ? "" : ",\"pass_mark\":" + rules.pass_mark;
  root.add("scoring", read("{\"mode\":\"" + rules.mode + "\",\"critical_policy\":" + rules.critical_policy + mark +
                           R"(,"grades":[{"id":"A","label":{"en":"x"},"from":90},{"id":"B","label":{"en":"x"},"from":75},)"
                           R"({"id":"C","label":{"en":"x"},"from":0}]})"));
  Json sections = Json::array();
  std::size_t number = 0;
  for (std::size_t s = 0; s < items.size(); ++s) {
    Json section = Json::object();
    section.add("id", Json::of_text("s" + std::to_string(s))).add("area", Json::of_text("other")).add("title", label());
    if (!at(weights, s).empty()) section.add("weight", read(at(weights, s)));
    if (!at(marks, s).empty()) section.add("pass_mark", read(at(marks, s)));
    Json list = Json::array();
    for (const std::string& body : items[s]) list.push(item_json(body, number++));
    sections.push(section.add("items", std::move(list)));
  }
  root.add("sections", std::move(sections));
  const std::string json = write_json(root);
  Parsed<Checklist> checklist = parse_checklist(json);
  if (!checklist) stop(checklist.error(), json);
  return std::move(*checklist);
}

Visit visit_of(const Checklist& checklist, const std::vector<std::string>& answers) {
  Visit visit;
  visit.checklist = checklist.id;
  visit.checklist_version = checklist.version;
  std::size_t number = 0;
  for (const Section& section : checklist.sections) {
    for (const Item& item : section.items) {
      const std::string value = at(answers, number++);
      if (value.empty()) continue;
      const std::string json = value == "na" ? "{\"na\":true}" : "{\"value\":" + value + "}";
      Parsed<Answer> answer = parse_answer(json);
      if (!answer) stop(answer.error(), json);
      visit.answers[item.id.value] = std::move(*answer);
    }
  }
  return visit;
}

VisitScore score_of(const SmallRules& rules, const std::vector<std::string>& items, const std::vector<std::string>& answers) {
  const Checklist checklist = checklist_of(rules, {items});
  return score_visit(checklist, visit_of(checklist, answers));
}

}  // namespace constat::test

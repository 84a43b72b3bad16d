// Checklists with one fault each, and what the linter says of them.
#pragma once

#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "shared/checklist/parse.hpp"
#include "shared/lint/lint.hpp"
#include "shared/scoring/score.hpp"
#include "shared/visit/validate.hpp"

namespace constat::test {

struct Planted {
  std::string mode = "points";
  std::string policy = "\"flag\"";
  std::vector<std::vector<std::string>> sections;  // items without prompt; `#LABEL` in them stands for a label
  std::string checks = {};                         // JSON array
  std::string title = R"({"fr":"Titre","en":"Title"})";
  std::vector<std::string> weights = {};           // of the sections
};

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

inline Checklist planted(const Planted& form) {
  const std::string label = R"("label":{"fr":"Libellé","en":"Label"})";
  std::string sections;
  for (std::size_t s = 0; s < form.sections.size(); ++s) {
    std::string items;
    for (const std::string& item : form.sections[s]) {
      const bool has_prompt = item.find("\"prompt\"") != std::string::npos;
      items += (items.empty() ? "{" : ",{") + replaced(item, "#LABEL", label) + (has_prompt ? "}" : R"(,"prompt":{"fr":"Question","en":"Question"}})");
    }
    sections += (s > 0 ? "," : "") + std::string("{\"id\":\"s") + std::to_string(s) + R"(","area":"service","title":{"fr":"Section","en":"Section"},)" +
                (s < form.weights.size() ? "\"weight\":" + form.weights[s] + "," : "") + "\"items\":[" + items + "]}";
  }
  const std::string json = R"({"format":"constat.checklist/1","id":"planted","version":1,"languages":["fr","en"],"title":)" + form.title +
                           ",\"scoring\":{\"mode\":\"" + form.mode + "\",\"critical_policy\":" + form.policy + "},\"sections\":[" + sections + "]" +
                           (form.checks.empty() ? "" : ",\"checks\":" + form.checks) + "}";
  Parsed<Checklist> checklist = parse_checklist(json);
  if (!checklist) FAIL(checklist.error().front().path << " " << checklist.error().front().code << "\n" << json);
  return std::move(*checklist);
}

// A yes/no item that earns 1; more fields in front.
inline std::string yes_no(const std::string& id, const std::string& more = "\"required\":true") {
  return "\"id\":\"" + id + "\",\"type\":\"choice\"," + more +
         R"(,"choices":[{"id":"yes","points":1,#LABEL},{"id":"no","points":0,"requires":["comment"],#LABEL}])";
}

inline std::vector<std::string> fillers(int count) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) out.push_back(yes_no("filler" + std::to_string(i)));
  return out;
}

inline Visit example_visit(const Checklist& checklist, const Finding& finding) {
  Visit visit;
  visit.checklist = checklist.id;
  visit.checklist_version = checklist.version;
  visit.answers = finding.example;
  return visit;
}

inline std::vector<Finding> found(const Checklist& checklist, std::string_view code) {
  std::vector<Finding> out;
  for (Finding& finding : lint(checklist)) {
    INFO(finding.path << " " << describe(Language::english, finding));
    CHECK(validate_visit(checklist, example_visit(checklist, finding)).empty());
    for (const Language language : {Language::french, Language::english}) {
      const std::string sentence = describe(language, finding);
      CHECK(sentence.find("lint.") == std::string::npos);
      CHECK(sentence.find(';') != std::string::npos);
      CHECK(sentence.find("{0}") == std::string::npos);
      for (const std::string& arg : finding.args) CHECK(sentence.find(arg) != std::string::npos);
    }
    if (finding.code == code) out.push_back(std::move(finding));
  }
  return out;
}

// The one finding of that code.
inline Finding only(const Checklist& checklist, std::string_view code) {
  std::vector<Finding> all = found(checklist, code);
  if (all.size() != 1) {
    for (const Finding& finding : lint(checklist)) UNSCOPED_INFO(finding.path << " " << finding.code);
    FAIL(all.size() << " findings of " << code);
  }
  return std::move(all.front());
}

inline ItemTrace trace_of(const Checklist& checklist, const VisitScore& score, std::string_view item) {
  const ItemRef ref = *checklist.find(item);
  for (const ItemTrace& trace : score.trace) {
    if (trace.ref.section == ref.section && trace.ref.item == ref.item) return trace;
  }
  return {};
}

}  // namespace constat::test

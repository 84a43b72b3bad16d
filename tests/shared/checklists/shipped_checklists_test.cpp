// The checklists in checklists/ are used as they are: they load, read well on a phone and can reach 100 %.
#include <catch_amalgamated.hpp>

#include "shared/checklist/parse.hpp"
#include "shared/scoring/score.hpp"
#include "tests/shared/checklists/shipped_files.hpp"

using namespace constat;
using namespace constat::test;

namespace {

Checklist load(const std::string& id) {
  const Parsed<Checklist> parsed = parse_checklist(checklist_json(id));
  std::string problems;
  if (!parsed) {
    for (const Problem& problem : parsed.error()) problems += problem.path + ": " + problem.code + "\n";
  }
  INFO(id << "\n" << problems);
  REQUIRE(parsed.has_value());
  return *parsed;
}

std::size_t code_points(const std::string& utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void add(std::vector<const LocalizedText*>& all, const LocalizedText& text) {
  if (!text.empty()) all.push_back(&text);
}

std::vector<const LocalizedText*> texts_of(const Checklist& checklist) {
  std::vector<const LocalizedText*> all{&checklist.title};
  for (const Grade& grade : checklist.scoring.grades) add(all, grade.label);
  for (const Section& section : checklist.sections) {
    add(all, section.title);
    for (const Item& item : section.items) {
      add(all, item.prompt);
      add(all, item.help);
      for (const Choice& choice : item.choices) add(all, choice.label);
    }
  }
  return all;
}

ListValue earning_choices(const Item& item) {
  ListValue ids;
  for (const Choice& choice : item.choices) {
    if (choice.points && choice.points->value > 0) ids.push_back(choice.id.value);
  }
  return ids;
}

std::string best_choice(const Item& item) {
  const auto best = std::max_element(item.choices.begin(), item.choices.end(), [](const Choice& a, const Choice& b) {
    return a.points.value_or(Thousandths{}) < b.points.value_or(Thousandths{});
  });
  return best->id.value;
}

// A value inside the band that earns most: just under its limit, or just at the limit of the band before.
std::string best_in_bands(const Item& item) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < item.bands.size(); ++i) {
    if (item.bands[best].points < item.bands[i].points) best = i;
  }
  if (item.bands[best].below) return to_string(Thousandths{item.bands[best].below->value - 1});
  return best == 0 ? "0" : to_string(*item.bands[best - 1].below);
}

std::optional<AnswerValue> best_answer(const Item& item) {
  switch (item.type) {
    case ItemType::choice: return TextValue(best_choice(item));
    case ItemType::multi_choice: return earning_choices(item);
    case ItemType::scale: return NumberValue{std::to_string(item.reversed ? item.min : item.max)};
    case ItemType::number:
    case ItemType::duration: return NumberValue{item.bands.empty() ? "1" : best_in_bands(item)};
    case ItemType::text: return TextValue("x");
    case ItemType::date: return TextValue("2026-11-03");
    case ItemType::time: return TextValue("10:02");
    default: return std::nullopt;
  }
}

// Every visible item answered as well as it can be, in reading order: what stands before decides what is asked next.
Visit perfect_visit(const Checklist& checklist) {
  Visit visit;
  std::size_t at = 0;
  for (const Section& section : checklist.sections) {
    for (const Item& item : section.items) {
      const bool visible = visible_items(checklist, visit)[at++];
      const std::optional<AnswerValue> value = visible ? best_answer(item) : std::nullopt;
      if (value) visit.answers[item.id.value].value = *value;
    }
  }
  return visit;
}

}  // namespace

TEST_CASE("at least six checklists are shipped", "[checklists]") { REQUIRE(shipped_checklists().size() >= 6); }

TEST_CASE("every shipped checklist loads, is named after its file and speaks French and English", "[checklists]") {
  for (const std::string& id : shipped_checklists()) {
    const Checklist checklist = load(id);
    INFO(id);
    CHECK(checklist.id.value == id);
    CHECK(checklist.languages == std::vector<std::string>{"fr", "en"});
    CHECK(checklist.item_count() >= 20);
    CHECK(checklist.item_count() <= 45);
  }
}

TEST_CASE("every prompt of a shipped checklist fits a phone", "[checklists]") {
  for (const std::string& id : shipped_checklists()) {
    const Checklist checklist = load(id);
    for (const Section& section : checklist.sections) {
      for (const Item& item : section.items) {
        for (const auto& [language, prompt] : item.prompt.by_language) {
          INFO(id << " " << item.id.value << " " << language);
          CHECK(code_points(prompt) <= 90);
        }
      }
    }
  }
}

TEST_CASE("shipped French is set with narrow no-break spaces and typographic apostrophes", "[checklists]") {
  for (const std::string& id : shipped_checklists()) {
    const Checklist checklist = load(id);
    for (const LocalizedText* text : texts_of(checklist)) {
      const std::string french(text->in("fr"));
      INFO(id << ": " << french);
      for (const char* wrong : {" ?", " !", " :", " ;", " %", "« ", " »", "'", "\""}) {
        CHECK(french.find(wrong) == std::string::npos);
      }
      CHECK(std::string(text->in("en")).find('\'') == std::string::npos);
    }
  }
}

TEST_CASE("a faultless visit to each shipped checklist scores 100 %, passes and has the best grade", "[checklists]") {
  for (const std::string& id : shipped_checklists()) {
    const Checklist checklist = load(id);
    const Visit visit = perfect_visit(checklist);
    const VisitScore score = score_visit(checklist, visit);
    INFO(id << "\n" << write_score(checklist, visit, score, false));
    CHECK(score.status == VisitStatus::complete);
    REQUIRE(score.score.has_value());
    CHECK(*score.score == kHundredPercent);
    CHECK(score.passed == true);
    REQUIRE(score.grade.has_value());
    CHECK(*score.grade == checklist.scoring.grades.front().id);
    for (const SectionScore& section : score.sections) {
      INFO(section.id.value);
      CHECK((!section.score || *section.score == kHundredPercent));
    }
  }
}

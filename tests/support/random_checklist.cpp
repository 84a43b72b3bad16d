#include "tests/support/random_checklist.hpp"

#include <cstdio>
#include <cstdlib>

#include "shared/base/json.hpp"
#include "shared/checklist/parse.hpp"

namespace constat::test {
namespace {

constexpr const char* kTypes[] = {"choice", "choice", "multi_choice", "scale", "number", "duration", "text", "photo"};

Json number(const std::string& text) { return Json::of_number(text); }
Json word(const std::string& text) { return Json::of_text(text); }

Json label(const std::string& text) {
  Json out = Json::object();
  out.add("fr", word(text)).add("en", word(text));
  return out;
}

// 0.5, 3 or 12.25: thousandths of many kinds.
std::string decimal(Rng& rng, std::int64_t low, std::int64_t high) {
  const std::int64_t step = rng.chance(70) ? 1000 : rng.chance(70) ? 250 : 1;
  return to_string(Thousandths{rng.between(low * 1000 / step, high * 1000 / step) * step});
}

class ChecklistMaker {
 public:
  ChecklistMaker(Rng& rng, const RandomShape& shape) : rng_(rng), shape_(shape) {}

  Json checklist() {
    Json out = Json::object();
    out.add("format", word("constat.checklist/1")).add("id", word("random")).add("version", number("1"));
    out.add("title", label("Random")).add("languages", Json::array().push(word("fr")).push(word("en")));
    out.add("scoring", scoring());
    Json sections = Json::array();
    const std::int64_t count = rng_.between(1, shape_.sections);
    for (std::int64_t i = 0; i < count; ++i) sections.push(section(i));
    return out.add("sections", std::move(sections));
  }

 private:
  Json scoring() {
    Json out = Json::object();
    out.add("mode", word(rng_.chance(50) ? "points" : "weighted"));
    const std::uint64_t policy = rng_.below(3);
    if (policy == 0) out.add("critical_policy", word("flag"));
    if (policy == 1) out.add("critical_policy", word("zero"));
    if (policy == 2) out.add("critical_policy", Json::object().add("cap", number(decimal(rng_, 0, 100))));
    if (rng_.chance(60)) out.add("pass_mark", number(decimal(rng_, 0, 100)));
    if (rng_.chance(60)) {
      Json grades = Json::array();
      for (const char* row : {"A 90", "B 62.5", "C 0"}) {
        const std::string text(row);
        grades.push(Json::object()
                        .add("id", word(text.substr(0, 1)))
                        .add("label", label(text))
                        .add("from", number(text.substr(2))));
      }
      out.add("grades", std::move(grades));
    }
    return out;
  }

  Json section(std::int64_t at) {
    Json out = Json::object();
    out.add("id", word("s" + std::to_string(at))).add("area", word("service")).add("title", label("Section"));
    if (rng_.chance(70)) out.add("weight", number(decimal(rng_, 0, 4)));
    if (rng_.chance(30)) out.add("pass_mark", number(decimal(rng_, 0, 100)));
    Json items = Json::array();
    const std::int64_t count = rng_.between(1, shape_.items);
    for (std::int64_t i = 0; i < count; ++i) items.push(item());
    return out.add("items", std::move(items));
  }

  Json item() {
    const std::string id = "i" + std::to_string(items_);
    const std::string type = kTypes[rng_.index(std::size(kTypes))];
    const std::string role = rng_.chance(80) ? "base" : type == "scale" || rng_.chance(50) ? "bonus" : "malus";
    Json out = Json::object();
    out.add("id", word(id)).add("type", word(type)).add("prompt", label("Question")).add("role", word(role));
    if (rng_.chance(70)) out.add("required", Json::of_bool(true));
    if (rng_.chance(60)) out.add("na_allowed", Json::of_bool(true));
    if (rng_.chance(60)) out.add("weight", number(decimal(rng_, 0, 5)));
    if (shape_.conditional && !choices_.empty() && rng_.chance(30)) {
      const std::string& earlier = choices_[rng_.index(choices_.size())];
      out.add("visible_if", word(rng_.chance(70) ? "${" + earlier + "} = 'c0'" : "not(selected(${" + earlier + "}, 'c1'))"));
    }
    add_points(out, type, role);
    if (shape_.critical && rng_.chance(15)) {
      const char* when = type == "scale" || type == "number" || type == "duration" ? ". < 3" : "selected(., 'c1')";
      out.add("critical", Json::object().add("scope", word(rng_.chance(50) ? "section" : "visit")).add("when", word(when)));
    }
    ++items_;
    if (type == "choice" || type == "multi_choice") choices_.push_back(id);
    return out;
  }

  std::string points(const std::string& role, bool best) {
    if (role == "bonus") return decimal(rng_, 0, 5);
    if (role == "malus") return decimal(rng_, -5, 0);
    return best ? decimal(rng_, 1, 10) : decimal(rng_, -3, 6);
  }

  void add_points(Json& out, const std::string& type, const std::string& role) {
    if (type == "choice" || type == "multi_choice") {
      const bool scored = rng_.chance(90);
      Json choices = Json::array();
      const std::int64_t count = rng_.between(2, 4);
      for (std::int64_t i = 0; i < count; ++i) {
        Json choice = Json::object();
        choice.add("id", word("c" + std::to_string(i))).add("label", label("Choice"));
        if (scored) choice.add("points", number(points(role, i == 0)));
        choices.push(std::move(choice));
      }
      out.add("choices", std::move(choices));
    } else if (type == "scale") {
      const std::int64_t min = rng_.between(-2, 1);
      out.add("min", Json::of_integer(min)).add("max", Json::of_integer(min + rng_.between(1, 10)));
      if (rng_.chance(30)) out.add("reversed", Json::of_bool(true));
      if (rng_.chance(10)) out.add("scored", Json::of_bool(false));
    } else if ((type == "number" || type == "duration") && rng_.chance(90)) {
      Json bands = Json::array();
      std::int64_t below = 0;
      const std::int64_t count = rng_.between(1, 3);
      for (std::int64_t i = 0; i < count; ++i) {
        below += rng_.between(1, 200);
        bands.push(Json::object().add("below", Json::of_integer(below)).add("points", number(points(role, i == 0))));
      }
      bands.push(Json::object().add("points", number(points(role, false))));
      out.add("bands", std::move(bands));
    }
  }

  Rng& rng_;
  const RandomShape& shape_;
  std::size_t items_ = 0;
  std::vector<std::string> choices_;
};

}  // namespace

std::string random_checklist_json(Rng& rng, const RandomShape& shape) {
  return write_json(ChecklistMaker(rng, shape).checklist());
}

Checklist random_checklist(Rng& rng, const RandomShape& shape) {
  const std::string json = random_checklist_json(rng, shape);
  Parsed<Checklist> checklist = parse_checklist(json);
  if (!checklist) {
    std::fprintf(stderr, "a random checklist was refused: %s at %s\n%s\n", checklist.error().front().code.c_str(),
                 checklist.error().front().path.c_str(), json.c_str());
    std::abort();
  }
  return std::move(*checklist);
}

Answer random_answer(Rng& rng, const Item& item) {
  Answer answer;
  switch (item.type) {
    case ItemType::choice: answer.value = item.choices[rng.index(item.choices.size())].id.value; break;
    case ItemType::multi_choice: {
      ListValue list;
      for (const Choice& choice : item.choices) {
        if (rng.chance(50)) list.push_back(choice.id.value);
      }
      answer.value = std::move(list);
      break;
    }
    case ItemType::scale: answer.value = NumberValue{std::to_string(rng.between(item.min, item.max))}; break;
    case ItemType::number: answer.value = NumberValue{decimal(rng, -50, 600)}; break;
    case ItemType::duration: answer.value = NumberValue{decimal(rng, 0, 600)}; break;
    case ItemType::photo:
    case ItemType::signature: answer.value = ListValue{"sha256:" + std::string(64, 'a')}; break;
    case ItemType::date: answer.value = TextValue("2026-11-03"); break;
    case ItemType::time: answer.value = TextValue("10:02"); break;
    case ItemType::location: answer.value = LocationValue{45.76, 4.83, 12}; break;
    case ItemType::text:
    case ItemType::barcode: answer.value = TextValue("text"); break;
  }
  return answer;
}

std::vector<std::string> random_photos(Rng& rng) {
  std::vector<std::string> photos;
  const std::int64_t count = rng.between(1, 3);
  for (std::int64_t i = 0; i < count; ++i) {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(rng.next()));
    const std::string part(digits);
    photos.push_back("sha256:" + part + part + part + part);
  }
  return photos;
}

Visit random_visit(Rng& rng, const Checklist& checklist) {
  Visit visit;
  unsigned char random[10];
  for (unsigned char& byte : random) byte = static_cast<unsigned char>(rng.below(256));
  visit.id = VisitId(make_uuid_v7(1'793'000'000'000 + rng.between(0, 1'000'000'000), random));
  visit.checklist = checklist.id;
  visit.checklist_version = checklist.version;
  visit.site = SiteId("site-" + std::to_string(rng.below(30)));
  visit.investigator = UserId("inv-1");
  visit.started_at = "2026-11-03T10:02:11+01:00";
  const std::uint64_t blanks = rng.chance(50) ? 0 : 20;
  for (const Section& section : checklist.sections) {
    for (const Item& item : section.items) {
      if (rng.chance(blanks)) continue;
      Answer answer = random_answer(rng, item);
      if (item.na_allowed && rng.chance(15)) answer.value = NotApplicable{};
      if (rng.chance(20)) answer.photos = random_photos(rng);
      visit.answers.emplace(item.id.value, std::move(answer));
    }
  }
  return visit;
}

void reindex(Checklist& checklist) {
  checklist.index.clear();
  for (std::size_t s = 0; s < checklist.sections.size(); ++s) {
    const std::vector<Item>& items = checklist.sections[s].items;
    for (std::size_t i = 0; i < items.size(); ++i) checklist.index.emplace(items[i].id.value, ItemRef{s, i});
  }
}

}  // namespace constat::test

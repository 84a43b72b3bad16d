#include "backend/administration/checklist_difference.hpp"

#include <algorithm>

#include "shared/checklist/item_points.hpp"

namespace constat::server {
namespace {

// Collects the sentences about one place.
class Comparison {
 public:
  explicit Comparison(Language language) : language_(language) {}

  void say(const char* key, const std::vector<std::string>& args = {}) { what_.push_back(text(language_, key, args)); }
  void compare(const char* key, const std::string& before, const std::string& after) {
    if (before == after) return;
    const auto shown = [&](const std::string& value) { return value.empty() ? std::string(text(language_, "version_changes.none")) : value; };
    say(key, {shown(before), shown(after)});
  }
  void compare(const char* key, const LocalizedText& before, const LocalizedText& after) {
    if (before.by_language == after.by_language) return;
    const std::string_view code = code_of(language_);
    if (before.in(code) != after.in(code)) compare(key, std::string(before.in(code)), std::string(after.in(code)));
    else say("version_changes.other_language");
  }
  void compare(const char* on, const char* off, bool before, bool after) {
    if (before != after) say(after ? on : off);
  }
  std::vector<std::string> take() { return std::move(what_); }
  Language language() const { return language_; }

 private:
  Language language_;
  std::vector<std::string> what_;
};

std::string points(Thousandths value) { return to_string(value); }
std::string mark(const std::optional<MicroPercent>& value) { return value ? display_percent(*value) : std::string(); }

std::string critical_of(const Item& item) {
  if (!item.critical) return {};
  return item.critical->when.source() + (item.critical->scope == Critical::Scope::section ? " (section)" : "");
}

std::string bands_of(const Item& item) {
  std::string bands;
  for (const Band& band : item.bands) bands += (bands.empty() ? "" : ", ") + (band.below ? "< " + points(*band.below) : std::string("…")) + " = " + points(band.points);
  return bands;
}

void compare_choices(Comparison& c, const Item& before, const Item& after) {
  const std::string_view code = code_of(c.language());
  const auto find = [](const std::vector<Choice>& list, const ChoiceId& id) {
    return std::find_if(list.begin(), list.end(), [&](const Choice& choice) { return choice.id == id; });
  };
  for (const Choice& choice : after.choices) {
    const auto old_one = find(before.choices, choice.id);
    const std::string label(choice.label.in(code));
    if (old_one == before.choices.end()) {
      c.say("version_changes.choice_added", {label});
      continue;
    }
    if (old_one->label.by_language != choice.label.by_language) c.say("version_changes.choice_label", {std::string(old_one->label.in(code)), label});
    if (old_one->points != choice.points)
      c.say("version_changes.choice_points", {label, old_one->points ? points(*old_one->points) : "—", choice.points ? points(*choice.points) : "—"});
    if (old_one->comment_required != choice.comment_required || old_one->photo_required != choice.photo_required) c.say("version_changes.choice_evidence", {label});
  }
  for (const Choice& choice : before.choices)
    if (find(after.choices, choice.id) == after.choices.end()) c.say("version_changes.choice_removed", {std::string(choice.label.in(code))});
}

std::vector<std::string> item_changes(const Item& before, const Item& after, Language language) {
  Comparison c(language);
  c.compare("version_changes.prompt", before.prompt, after.prompt);
  c.compare("version_changes.help", before.help, after.help);
  c.compare("version_changes.type", std::string(to_string(before.type)), std::string(to_string(after.type)));
  c.compare("version_changes.required", "version_changes.optional", before.required, after.required);
  c.compare("version_changes.na_allowed", "version_changes.na_refused", before.na_allowed, after.na_allowed);
  c.compare("version_changes.weight", points(before.weight), points(after.weight));
  c.compare("version_changes.best", points(best_points(before)), points(best_points(after)));
  if (before.role != after.role) c.say("version_changes.role");
  compare_choices(c, before, after);
  c.compare("version_changes.scale", std::to_string(before.min) + "–" + std::to_string(before.max), std::to_string(after.min) + "–" + std::to_string(after.max));
  if (before.reversed != after.reversed) c.say("version_changes.reversed");
  c.compare("version_changes.bands", bands_of(before), bands_of(after));
  c.compare("version_changes.condition", before.visible_if.source(), after.visible_if.source());
  c.compare("version_changes.critical", critical_of(before), critical_of(after));
  return c.take();
}

std::vector<std::string> section_changes(const Section& before, const Section& after, Language language) {
  Comparison c(language);
  c.compare("version_changes.title", before.title, after.title);
  c.compare("version_changes.weight", points(before.weight), points(after.weight));
  c.compare("version_changes.pass_mark", mark(before.pass_mark), mark(after.pass_mark));
  if (before.area != after.area) c.compare("version_changes.area", std::string(to_string(before.area)), std::string(to_string(after.area)));
  return c.take();
}

std::string grades_of(const Checklist& checklist, Language language) {
  std::string grades;
  for (const Grade& grade : checklist.scoring.grades)
    grades += (grades.empty() ? "" : ", ") + std::string(grade.label.in(code_of(language))) + " ≥ " + display_percent(grade.from);
  return grades;
}

std::vector<std::string> whole_changes(const Checklist& before, const Checklist& after, Language language) {
  Comparison c(language);
  c.compare("version_changes.title", before.title, after.title);
  c.compare("version_changes.pass_mark", mark(before.scoring.pass_mark), mark(after.scoring.pass_mark));
  c.compare("version_changes.grades", grades_of(before, language), grades_of(after, language));
  if (before.scoring.mode != after.scoring.mode) c.say("version_changes.mode");
  if (before.scoring.critical_policy.kind != after.scoring.critical_policy.kind || before.scoring.critical_policy.cap.value != after.scoring.critical_policy.cap.value)
    c.say("version_changes.policy");
  const auto checks = [](const Checklist& checklist) {
    std::vector<std::string> all;
    for (const Check& check : checklist.checks) all.push_back(check.id.value + " " + check.holds.source());
    return all;
  };
  if (checks(before) != checks(after)) c.say("version_changes.checks");
  return c.take();
}

std::string place_of(const Checklist& checklist, ItemRef ref, Language language) {
  const Section& section = checklist.sections[ref.section];
  return std::string(section.title.in(code_of(language))) + " · " + std::string(checklist.at(ref).prompt.in(code_of(language)));
}

}  // namespace

std::string_view to_string(ChecklistChange::Kind kind) {
  switch (kind) {
    case ChecklistChange::Kind::added: return "added";
    case ChecklistChange::Kind::removed: return "removed";
    case ChecklistChange::Kind::changed: break;
  }
  return "changed";
}

std::vector<ChecklistChange> checklist_difference(const Checklist& before, const Checklist& after, Language language) {
  using Kind = ChecklistChange::Kind;
  std::vector<ChecklistChange> changes;
  const auto note = [&](std::string place, std::vector<std::string> what) {
    if (!what.empty()) changes.push_back({Kind::changed, std::move(place), std::move(what)});
  };
  const auto section_of = [](const Checklist& checklist, const SectionId& id) {
    return std::find_if(checklist.sections.begin(), checklist.sections.end(), [&](const Section& section) { return section.id == id; });
  };
  const std::string_view code = code_of(language);
  note(std::string(after.title.in(code)), whole_changes(before, after, language));
  for (std::size_t s = 0; s < after.sections.size(); ++s) {
    const Section& section = after.sections[s];
    const auto old_section = section_of(before, section.id);
    if (old_section == before.sections.end()) changes.push_back({Kind::added, std::string(section.title.in(code)), {}});
    else note(std::string(section.title.in(code)), section_changes(*old_section, section, language));
    for (std::size_t i = 0; i < section.items.size(); ++i) {
      const std::string place = place_of(after, {s, i}, language);
      const auto old_place = before.find(section.items[i].id.value);
      if (!old_place) {
        changes.push_back({Kind::added, place, {}});
        continue;
      }
      auto what = item_changes(before.at(*old_place), section.items[i], language);
      const Section& from = before.sections[old_place->section];
      if (from.id != section.id) what.push_back(text(language, "version_changes.moved", {std::string(from.title.in(code))}));
      note(place, std::move(what));
    }
  }
  for (std::size_t s = 0; s < before.sections.size(); ++s) {
    if (section_of(after, before.sections[s].id) == after.sections.end()) changes.push_back({Kind::removed, std::string(before.sections[s].title.in(code)), {}});
    for (std::size_t i = 0; i < before.sections[s].items.size(); ++i)
      if (!after.find(before.sections[s].items[i].id.value)) changes.push_back({Kind::removed, place_of(before, {s, i}, language), {}});
  }
  return changes;
}

}  // namespace constat::server

#include "shared/report/wide.hpp"

#include <algorithm>
#include <map>

namespace constat::report {
namespace {

Kind kind_of(ItemType type) {
  switch (type) {
    case ItemType::scale:
    case ItemType::duration: return Kind::integer;
    case ItemType::number: return Kind::decimal;
    case ItemType::date: return Kind::date;
    case ItemType::time: return Kind::time;
    case ItemType::text: return Kind::long_text;
    default: return Kind::text;
  }
}

// The newest text of a question or a section is its title; the key is what lasts.
template <class Each>
void each_newest_first(const std::vector<std::shared_ptr<const Checklist>>& versions, Each each) {
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) each(**version);
}

}  // namespace

WideColumns::WideColumns(const std::vector<std::shared_ptr<const Checklist>>& versions, const Wording& wording)
    : wording_(wording) {
  add_visit_columns(columns_, wording);
  for (const auto& version : versions)
    for (const Section& section : version->sections) {
      add_section(section);
      for (const Item& item : section.items) add_item(item);
    }
  if (wording.codes) {
    for (Column& column : columns_) column.title = column.key;
    return;
  }
  // Titles from the newest version that has the question; where two columns bear the same one, the key tells them apart.
  std::map<std::string, std::string> titles;
  each_newest_first(versions, [&](const Checklist& checklist) {
    WideColumns own(wording);
    for (const Section& section : checklist.sections) {
      own.add_section(section);
      for (const Item& item : section.items) own.add_item(item);
    }
    for (const Column& column : own.columns_) titles.emplace(column.key, column.title);
  });
  std::map<std::string, int> uses;
  for (Column& column : columns_) {
    const auto newest = titles.find(column.key);
    if (newest != titles.end()) column.title = newest->second;
    ++uses[column.title];
  }
  for (Column& column : columns_)
    if (uses[column.title] > 1) column.title += " [" + column.key + "]";
}

void WideColumns::add(Slot slot, std::string key, std::string title, Kind kind) {
  if (!keys_.insert(key).second) return;
  columns_.push_back({std::move(key), std::move(title), kind, Total::none});
  slots_.push_back(std::move(slot));
}

std::string WideColumns::title(std::string_view key, const std::string& prompt, const std::string& more) const {
  return text(wording_.language, key, {prompt, more});
}

void WideColumns::add_section(const Section& section) {
  const std::string name(section.title.in(code_of(wording_.language)));
  add({Part::section_score, section.id.value, {}}, "_section:" + section.id.value, title("report.column.section", name),
      Kind::percent);
}

void WideColumns::add_item(const Item& item) {
  const std::string& id = item.id.value;
  const std::string prompt(item.prompt.in(code_of(wording_.language)));
  add_values(item, prompt);
  add({Part::comment, id, {}}, id + ".comment", title("report.column.comment", prompt), Kind::long_text);
  if (!item.scored) return;
  add({Part::points, id, {}}, id + ".points", title("report.column.points", prompt), Kind::decimal);
  add({Part::possible, id, {}}, id + ".possible", title("report.column.possible", prompt), Kind::decimal);
}

void WideColumns::add_values(const Item& item, const std::string& prompt) {
  const std::string& id = item.id.value;
  switch (item.type) {
    case ItemType::multi_choice:
      for (const Choice& choice : item.choices)
        add({Part::choice, id, choice.id.value}, id + ":" + choice.id.value,
            title("report.column.choice", prompt, std::string(choice.label.in(code_of(wording_.language)))), Kind::integer);
      return;
    case ItemType::location:
      add({Part::latitude, id, {}}, id + ".latitude", title("report.column.latitude", prompt), Kind::decimal);
      add({Part::longitude, id, {}}, id + ".longitude", title("report.column.longitude", prompt), Kind::decimal);
      add({Part::accuracy, id, {}}, id + ".accuracy", title("report.column.accuracy", prompt), Kind::decimal);
      return;
    case ItemType::photo:
    case ItemType::signature:
      add({Part::photos, id, {}}, id + ".photos", title("report.column.photos", prompt), Kind::integer);
      return;
    default: add({Part::value, id, {}}, id, prompt, kind_of(item.type));
  }
}

Row WideColumns::row(const ReportedVisit& visit) const {
  Row row;
  row.reserve(columns_.size());
  add_visit_cells(row, visit, wording_);
  for (const Slot& slot : slots_) row.push_back(cell(visit, slot));
  return row;
}

Cell WideColumns::cell(const ReportedVisit& visit, const Slot& slot) const {
  if (slot.part == Part::section_score) {
    for (const SectionScore& section : visit.score.sections)
      if (section.id.value == slot.id) return percent_cell(section.score);
    return Blank{};
  }
  const auto ref = visit.checklist->find(slot.id);
  if (!ref || !is_asked(visit, *ref)) return Blank{};
  const Answer* answer = visit.visit.find(slot.id);
  const ItemTrace* trace = trace_of(visit, *ref);
  const bool counts = trace != nullptr && trace->answered && visit.checklist->at(*ref).scored;
  switch (slot.part) {
    case Part::comment: return answer ? text_cell(answer->comment) : Cell(Blank{});
    case Part::points: return counts ? decimal_cell(trace->earned) : Cell(Blank{});
    case Part::possible: return counts ? decimal_cell(trace->possible) : Cell(Blank{});
    default: return answer ? value_cell(visit.checklist->at(*ref), *answer, slot) : Cell(Blank{});
  }
}

Cell WideColumns::value_cell(const Item& item, const Answer& answer, const Slot& slot) const {
  const bool lists = item.type == ItemType::multi_choice, files = item.type == ItemType::photo || item.type == ItemType::signature;
  const bool places = item.type == ItemType::location;
  const bool has_slot = slot.part == Part::choice ? lists : slot.part == Part::photos ? files
                        : slot.part == Part::value ? !lists && !files && !places : places;
  // The question was of another kind in this version.
  if (!has_slot) return Blank{};
  if (slot.part == Part::choice && std::none_of(item.choices.begin(), item.choices.end(), [&](const Choice& choice) {
        return choice.id.value == slot.choice;
      }))
    return Blank{};  // not offered in this version: neither yes nor no
  if (answer.is_not_applicable()) return not_applicable_word(wording_);
  if (slot.part == Part::value || slot.part == Part::photos) return answer_cell(item, answer, wording_);
  if (const auto* list = std::get_if<ListValue>(&answer.value))
    return flag_cell(std::find(list->begin(), list->end(), slot.choice) != list->end());
  const auto* location = std::get_if<LocationValue>(&answer.value);
  if (!location) return Blank{};
  return decimal_cell(std::optional<double>(slot.part == Part::latitude    ? location->latitude
                                            : slot.part == Part::longitude ? location->longitude
                                                                           : location->accuracy));
}

}  // namespace constat::report

#include "shared/report/reported_visit.hpp"

#include <algorithm>

#include "shared/base/double_text.hpp"

namespace constat::report {
namespace {

std::string joined(const Item& item, const ListValue& list, const Wording& wording) {
  std::string out;
  for (const std::string& choice : list) out += (out.empty() ? "" : " | ") + label_of(item, choice, wording);
  return out;
}

std::string coordinates(const LocationValue& location) {
  return shortest_text(location.latitude) + " " + shortest_text(location.longitude);
}

}  // namespace

bool is_asked(const ReportedVisit& visit, ItemRef ref) {
  const ItemTrace* trace = trace_of(visit, ref);
  return trace == nullptr || trace->visible;
}

const ItemTrace* trace_of(const ReportedVisit& visit, ItemRef ref) {
  std::size_t at = ref.item;
  for (std::size_t section = 0; section < ref.section; ++section) at += visit.checklist->sections[section].items.size();
  return at < visit.score.trace.size() ? &visit.score.trace[at] : nullptr;
}

Cell answer_cell(const Item& item, const Answer& answer, const Wording& wording) {
  if (answer.is_not_applicable()) return not_applicable_word(wording);
  if (const auto* location = std::get_if<LocationValue>(&answer.value)) return coordinates(*location);
  if (const auto* number = std::get_if<NumberValue>(&answer.value)) return decimal_cell(number->decimal);
  if (const auto* list = std::get_if<ListValue>(&answer.value)) {
    if (item.type == ItemType::photo || item.type == ItemType::signature)
      return Integer{static_cast<std::int64_t>(list->size())};
    return joined(item, *list, wording);
  }
  const auto* value = std::get_if<TextValue>(&answer.value);
  if (!value) return Blank{};
  switch (item.type) {
    case ItemType::choice: return label_of(item, *value, wording);
    case ItemType::date: return date_cell(*value);
    case ItemType::time: return time_cell(*value);
    default: return text_cell(*value);
  }
}

std::string not_applicable_word(const Wording& wording) {
  return wording.codes ? "na" : std::string(text(wording.language, "report.not_applicable"));
}

std::string label_of(const Item& item, std::string_view choice, const Wording& wording) {
  const auto found = std::find_if(item.choices.begin(), item.choices.end(),
                                  [&](const Choice& each) { return each.id.value == choice; });
  if (wording.codes || found == item.choices.end()) return std::string(choice);
  const std::string_view label = found->label.in(code_of(wording.language));
  return std::string(label.empty() ? choice : label);
}

std::int64_t photo_count(const Item& item, const Answer& answer) {
  auto count = static_cast<std::int64_t>(answer.photos.size());
  if (item.type != ItemType::photo && item.type != ItemType::signature) return count;
  if (const auto* list = std::get_if<ListValue>(&answer.value)) count += static_cast<std::int64_t>(list->size());
  return count;
}

std::string status_word(std::string_view status, const Wording& wording) {
  if (wording.codes || status.empty()) return std::string(status);
  return std::string(text(wording.language, "report.status." + std::string(status)));
}

std::string grade_word(const Checklist& checklist, std::string_view grade, const Wording& wording) {
  for (const Grade& each : checklist.scoring.grades)
    if (!wording.codes && each.id.value == grade) return std::string(each.label.in(code_of(wording.language)));
  return std::string(grade);
}

}  // namespace constat::report

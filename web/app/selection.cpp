#include "web/app/selection.hpp"

#include <algorithm>

namespace constat::app {
namespace {

constexpr std::string_view kNone = "none";

}  // namespace

bool has_none_choice(const Item& item) {
  return std::any_of(item.choices.begin(), item.choices.end(), [](const Choice& choice) { return choice.id.value == kNone; });
}

AnswerValue with_choice(const Item& item, const ListValue* before, std::string_view choice, bool ticked) {
  ListValue next;
  for (const Choice& each : item.choices) {
    const std::string& id = each.id.value;
    const bool was = before && std::find(before->begin(), before->end(), id) != before->end();
    const bool excluded = ticked && id != choice && (id == kNone || choice == kNone);
    if (id == choice ? ticked : was && !excluded) next.push_back(id);
  }
  if (next.empty()) return Unanswered{};
  return next;
}

}  // namespace constat::app

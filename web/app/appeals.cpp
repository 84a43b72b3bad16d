#include "web/app/appeals.hpp"

namespace constat::app {
namespace {

constexpr std::int64_t kMostPlaces = 20;

}  // namespace

std::vector<ContestedAnswer> contested_answers(const VisitEvents& events) {
  std::vector<ContestedAnswer> out;
  for (const VisitEvent& event : events.events) {
    if (event.type == "appeal") out.push_back({event.id, event.item, event, std::nullopt});
    if (event.type != "appeal_decision") continue;
    for (ContestedAnswer& contested : out)
      if (contested.id == event.appeal) contested.decision = event;
  }
  return out;
}

std::vector<AnswerValue> possible_corrections(const Item& item) {
  std::vector<AnswerValue> values;
  if (item.type == ItemType::choice)
    for (const Choice& choice : item.choices) values.emplace_back(TextValue(choice.id.value));
  if (item.type == ItemType::scale && item.max - item.min <= kMostPlaces)
    for (std::int64_t place = item.min; place <= item.max; ++place) values.emplace_back(NumberValue{std::to_string(place)});
  if (item.na_allowed) values.emplace_back(NotApplicable{});
  return values;
}

}  // namespace constat::app

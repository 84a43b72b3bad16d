#include "shared/scoring/best_answer.hpp"

#include <algorithm>

#include "shared/base/fixed.hpp"
#include "shared/scoring/earned_points.hpp"
#include "shared/scoring/visit_reading.hpp"

namespace constat {
namespace {

Answer answer_of(AnswerValue value) {
  Answer answer;
  answer.value = std::move(value);
  return answer;
}

std::vector<Answer> choice_candidates(const Item& item) {
  std::vector<Answer> out;
  for (const Choice& choice : item.choices) out.push_back(answer_of(choice.id.value));
  return out;
}

std::vector<Answer> multi_choice_candidates(const Item& item) {
  ListValue positive;
  for (const Choice& choice : item.choices) {
    if (choice.points && choice.points->value > 0) positive.push_back(choice.id.value);
  }
  std::vector<Answer> out{answer_of(positive)};
  for (std::size_t i = 0; i < positive.size(); ++i) {
    ListValue fewer = positive;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    out.push_back(answer_of(std::move(fewer)));
  }
  return out;
}

std::vector<Answer> scale_candidates(const Item& item) {
  constexpr std::int64_t kMost = 1000;  // places tried from the good end: enough for any scale people use
  std::vector<Answer> out;
  for (std::int64_t step = 0; step <= std::min(item.max - item.min, kMost); ++step) {
    out.push_back(answer_of(NumberValue{std::to_string(item.reversed ? item.min + step : item.max - step)}));
  }
  return out;
}

// One value inside each band: the band's lower end, or just below its upper one.
std::vector<Answer> band_candidates(const Item& item) {
  std::vector<Answer> out;
  const bool from_zero = item.type == ItemType::duration;
  std::optional<Thousandths> low;
  if (from_zero) low = Thousandths{0};
  for (const Band& band : item.bands) {
    const bool reachable = !band.below || !low || *low < *band.below;
    const Thousandths value = low ? *low : band.below ? Thousandths{band.below->value - 1} : Thousandths{0};
    if (reachable) out.push_back(answer_of(NumberValue{to_string(value)}));
    if (band.below && (!low || *low < *band.below)) low = band.below;
  }
  return out;
}

bool triggers(const Checklist& checklist, Visit& visit, const Item& item, const Answer& answer) {
  if (!item.critical) return false;
  visit.answers[item.id.value] = answer;
  const std::vector<ItemReading> readings = read_items(checklist, visit);
  const ItemRef ref = *checklist.find(item.id.value);
  return readings[section_offsets(checklist)[ref.section] + ref.item].critical_triggered;
}

}  // namespace

std::vector<Answer> typical_answers(const Item& item) {
  if (!item.scored) return {};
  switch (item.type) {
    case ItemType::choice: return choice_candidates(item);
    case ItemType::multi_choice: return multi_choice_candidates(item);
    case ItemType::scale: return scale_candidates(item);
    case ItemType::number:
    case ItemType::duration: return band_candidates(item);
    default: return {};
  }
}

std::optional<Answer> best_answer(const Checklist& checklist, const Visit& visit, const Item& item) {
  if (!item.scored) return std::nullopt;
  std::vector<Answer> all = typical_answers(item);
  std::stable_sort(all.begin(), all.end(), [&](const Answer& a, const Answer& b) {
    return earned_points(item, b) < earned_points(item, a);
  });
  Visit tried = visit;
  for (Answer& answer : all) {
    if (!triggers(checklist, tried, item, answer)) return std::move(answer);
  }
  return std::nullopt;
}

}  // namespace constat

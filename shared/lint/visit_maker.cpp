#include "shared/lint/visit_maker.hpp"

#include <algorithm>

#include "shared/lint/rules.hpp"
#include "shared/scoring/best_answer.hpp"
#include "shared/scoring/earned_points.hpp"

namespace constat {
namespace {

Answer answer_of(AnswerValue value) {
  Answer answer;
  answer.value = std::move(value);
  return answer;
}

// Every number of points that the item can bring, the most first.
std::vector<Answer> ranked_answers(const Item& item) {
  std::vector<Answer> all = typical_answers(item);
  if (item.type == ItemType::multi_choice) {
    ListValue negative;
    for (const Choice& choice : item.choices) {
      if (choice.points && choice.points->value < 0) negative.push_back(choice.id.value);
    }
    all.push_back(answer_of(ListValue{}));
    all.push_back(answer_of(std::move(negative)));
  }
  if (item.type == ItemType::scale) all.push_back(answer_of(NumberValue{std::to_string(item.reversed ? item.max : item.min)}));
  std::stable_sort(all.begin(), all.end(), [&](const Answer& a, const Answer& b) { return earned_points(item, b) < earned_points(item, a); });
  return all;
}

class Maker {
 public:
  explicit Maker(const Checklist& checklist) : checklist_(checklist) {}

  void decide(const Item& item, Wish wish, const Answer* given) {
    if (!item.visible_if.is_true(situation_, item.id.value)) return;
    situation_.give(item, given != nullptr ? *given : answer(item, wish));
  }

  Visit visit() const {
    Visit visit;
    visit.checklist = checklist_.id;
    visit.checklist_version = checklist_.version;
    visit.answers = situation_.answers();
    return visit;
  }

 private:
  bool is_knock_out(const Item& item, const Answer& answer) {
    if (!item.critical) return false;
    situation_.give(item, answer);
    return item.critical->when.is_true(situation_, item.id.value);
  }

  Answer answer(const Item& item, Wish wish) {
    if (wish == Wish::nothing && item.na_allowed) return answer_of(NotApplicable{});
    if (wish == Wish::nothing && !item.required) return {};
    if (!item.scored) return harmless(item);
    std::vector<Answer> ranked = ranked_answers(item);
    if (wish == Wish::worst) std::reverse(ranked.begin(), ranked.end());
    const auto good = std::find_if(ranked.begin(), ranked.end(), [&](const Answer& each) { return !is_knock_out(item, each); });
    const Answer chosen = good == ranked.end() ? ranked.front() : *good;
    if (wish == Wish::worst) return chosen;
    // Left out, an item cannot hold its section down.
    const Thousandths possible = item.role == ItemRole::base ? item.possible() : Thousandths{};
    const bool costs = earned_points(item, chosen) < possible || good == ranked.end();
    if (costs && item.na_allowed) return answer_of(NotApplicable{});
    if (costs && !item.required) return {};
    return chosen;
  }

  Answer harmless(const Item& item) {
    const AnswerSpace space = answer_space(item, {}, 1);
    const auto good = std::find_if(space.answers.begin(), space.answers.end(), [&](const Answer& each) { return !is_knock_out(item, each); });
    return good == space.answers.end() ? space.answers.front() : *good;
  }

  const Checklist& checklist_;
  Situation situation_;
};

}  // namespace

Visit make_visit(const Checklist& checklist, const Answers& given, const std::function<Wish(ItemRef)>& wish) {
  Maker maker(checklist);
  for_each_item(checklist, [&](ItemRef ref, const Item& item) {
    const auto found = given.find(item.id.value);
    maker.decide(item, wish(ref), found == given.end() ? nullptr : &found->second);
  });
  return maker.visit();
}

Visit best_visit(const Checklist& checklist, const Answers& given) {
  return make_visit(checklist, given, [](ItemRef) { return Wish::best; });
}

Answer any_answer(const Item& item) { return answer_space(item, {}, 1).answers.front(); }

}  // namespace constat

#include "shared/lint/situations.hpp"

#include <algorithm>

#include "shared/scoring/visit_reading.hpp"
#include "shared/visit/validate.hpp"

namespace constat {
namespace {

constexpr std::size_t kMostDistinct = 3;  // items of infinite type that may be compared with each other
constexpr std::size_t kMostNamed = 200;   // items that one search looks at

struct Asked {
  const Item* item;
  std::size_t cost;             // of looking at it once
  std::vector<Answer> answers;  // with N/A, and an empty one for a blank
};

// Steps that an evaluation counts as.
std::size_t cost_of(const Expression& expression) { return expression.source().size() / 32; }

}  // namespace

std::string Situation::value_of(std::string_view item_id) const {
  const auto found = texts_.find(item_id);
  return found == texts_.end() ? std::string() : found->second;
}

bool Situation::is_not_applicable(std::string_view item_id) const {
  const Answer* answer = find(item_id);
  return answer != nullptr && answer->is_not_applicable();
}

void Situation::give(const Item& item, const Answer& answer) {
  take_back(item);
  if (answer.is_empty()) {
    blanks_.insert(&item);
    return;
  }
  answers_.emplace(item.id.value, answer);
  if (!is_blank(item, answer) && answer.is_answered()) texts_.emplace(item.id.value, expression_text(answer.value));
}

void Situation::take_back(const Item& item) {
  answers_.erase(item.id.value);
  texts_.erase(item.id.value);
  blanks_.erase(&item);
}

bool Situation::is_answered(std::string_view item_id) const { return texts_.find(item_id) != texts_.end(); }

const Answer* Situation::find(std::string_view item_id) const {
  const auto found = answers_.find(item_id);
  return found == answers_.end() ? nullptr : &found->second;
}

struct Situations::Walk {
  std::vector<Asked> asked;  // in reading order
  const std::function<bool(const Situation&)>* visit = nullptr;
  Situation situation;
  std::size_t left = 0;      // steps
  std::size_t visit_cost = 1;
  Search search;
  bool ended = false;        // by the visitor
};

Search Situations::explore(const std::vector<const Expression*>& expressions, const std::vector<ItemRef>& items, const Item* self,
                           const std::function<bool(const Situation&)>& visit) {
  // What is named, and what that hangs on.
  std::map<std::pair<std::size_t, std::size_t>, const Item*> closure;
  std::vector<const Expression*> all = expressions;
  std::vector<ItemRef> todo = items;
  const auto name_all = [&](const Expression& expression) {
    for (const std::string& name : expression.names()) todo.push_back(*checklist_.find(name));
  };
  for (const Expression* expression : expressions) name_all(*expression);
  while (!todo.empty() && closure.size() <= kMostNamed) {
    const ItemRef ref = todo.back();
    todo.pop_back();
    const Item& item = checklist_.at(ref);
    if (!closure.emplace(std::make_pair(ref.section, ref.item), &item).second || !item.visible_if.present()) continue;
    all.push_back(&item.visible_if);
    name_all(item.visible_if);
  }

  Walk walk;
  walk.visit = &visit;
  walk.left = std::min(left_, kStepsOfSearch);
  if (closure.size() > kMostNamed) {
    walk.search.whole = false;
    return walk.search;
  }
  Constants constants;
  for (const Expression* expression : all) constants.add(*expression);
  std::set<std::string, std::less<>> finite;
  for (const auto& [ref, item] : closure) {
    if (with_points) constants.add(*item);
    if (!answer_space(*item, {}, 1).finite) continue;
    finite.insert(item->id.value);
    if (item == self) finite.insert(".");
  }
  Use use = Use::with_constants;
  for (const Expression* expression : all) use = std::max(use, use_of(*expression, finite));
  const std::size_t infinite = closure.size() - finite.size() + finite.count(".");
  const bool together = use != Use::with_constants;
  walk.search.exact = use != Use::computed && (!together || infinite <= kMostDistinct);
  const std::size_t distinct = together ? std::clamp<std::size_t>(infinite, 1, kMostDistinct) : 1;
  for (const auto& [ref, item] : closure) {
    AnswerSpace space = answer_space(*item, constants, distinct);
    if (item->na_allowed) space.answers.push_back({NotApplicable{}, {}, {}});
    space.answers.push_back({Unanswered{}, {}, {}});
    walk.asked.push_back({item, 1 + cost_of(item->visible_if), std::move(space.answers)});
  }

  for (const Expression* expression : expressions) walk.visit_cost += cost_of(*expression);
  const std::size_t before = walk.left;
  step(walk, 0);
  left_ -= before - walk.left;
  return walk.search;
}

void Situations::step(Walk& walk, std::size_t at) {
  if (walk.ended || !walk.search.whole) return;
  const std::size_t cost = at == walk.asked.size() ? walk.visit_cost : walk.asked[at].cost;
  if (walk.left < cost) {
    walk.search.whole = false;
    return;
  }
  walk.left -= cost;
  if (at == walk.asked.size()) {
    walk.ended = !(*walk.visit)(walk.situation);
    return;
  }
  const Asked& asked = walk.asked[at];
  if (!asked.item->visible_if.is_true(walk.situation, asked.item->id.value)) return step(walk, at + 1);
  for (const Answer& answer : asked.answers) {
    walk.situation.give(*asked.item, answer);
    step(walk, at + 1);
    if (walk.ended || !walk.search.whole) break;
  }
  walk.situation.take_back(*asked.item);
}

}  // namespace constat

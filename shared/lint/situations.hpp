// All situations that a visit can be in, as far as some expressions can tell: what the items they name, and those that
// decide whether these are asked, are answered with. A hidden item has no answer in any of them.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/lint/answer_space.hpp"
#include "shared/lint/lint.hpp"

namespace constat {

// Answers given so far, as expressions read them.
class Situation : public ExpressionScope {
 public:
  std::string value_of(std::string_view item_id) const override;
  bool is_not_applicable(std::string_view item_id) const override;
  void give(const Item& item, const Answer& answer);
  void take_back(const Item& item);
  bool is_answered(std::string_view item_id) const;  // neither blank nor N/A
  const Answer* find(std::string_view item_id) const;
  const Answers& answers() const { return answers_; }
  const std::set<const Item*>& blanks() const { return blanks_; }  // asked, and left open

 private:
  Answers answers_;
  std::map<std::string, std::string, std::less<>> texts_;  // of the answered ones
  std::set<const Item*> blanks_;
};

// What one search may cost, and all of them together: items looked at, and what their expressions take to read.
inline constexpr std::size_t kStepsOfSearch = 40'000;
inline constexpr std::size_t kStepsOfAll = 1'000'000;

struct Search {
  bool whole = true;   // every situation was seen, or the visitor ended the search
  bool exact = true;   // and they stand for every visit
  bool decided() const { return whole && exact; }
};

class Situations {
 public:
  explicit Situations(const Checklist& checklist) : checklist_(checklist) {}

  // Calls `visit` in every situation of the items that `expressions` name and of `items`, until it returns false.
  // `self` is the item that `.` stands for, or none; it is among the items then.
  Search explore(const std::vector<const Expression*>& expressions, const std::vector<ItemRef>& items, const Item* self,
                 const std::function<bool(const Situation&)>& visit);

  // The same with band limits among the constants, so that every number of points is met.
  bool with_points = false;

 private:
  struct Walk;
  static void step(Walk& walk, std::size_t at);

  const Checklist& checklist_;
  std::size_t left_ = kStepsOfAll;
};

}  // namespace constat

// The answers of an item that an expression can tell apart: all of a finite type; of numbers, dates, times and texts
// the constants that the expressions compare with, and values between and beyond them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/checklist/expression_node.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

// The constants of some expressions.
struct Constants {
  std::set<double> numbers;
  std::set<std::string> texts;
  void add(const Expression& expression);
  void add(const Item& item);  // its band limits
};

struct AnswerSpace {
  std::vector<Answer> answers;  // neither blank nor N/A
  bool finite = false;          // nothing else can be answered: whatever the expression does, these are all
};

// `distinct`: how many values are needed in each gap between constants, so that as many items can differ there.
AnswerSpace answer_space(const Item& item, const Constants& constants, std::size_t distinct);

// How an expression uses items of infinite type (all but `finite`, where "." is the item itself): not at all or only
// compared with constants, compared with each other too, or computed with. Up to the second the answers above stand for
// all.
enum class Use { with_constants, with_each_other, computed };
Use use_of(const Expression& expression, const std::set<std::string, std::less<>>& finite);

}  // namespace constat

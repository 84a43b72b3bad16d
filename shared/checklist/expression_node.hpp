// The tree of a parsed expression; private to the expression parser, the evaluator and the linter.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace constat {

enum class ExpressionOp : std::uint8_t {
  number, text, item, self,                                                 // leaves
  any_of, all_of,                                                           // or, and: two operands or more
  equal, not_equal, less, less_equal, greater, greater_equal,
  add, subtract, multiply, divide, modulo, negate,
  call
};

enum class ExpressionFunction : std::uint8_t {
  negation, selected, count_selected, choose, coalesce, string_length, number, round, minimum, maximum, absolute,
  always, never, is_na
};

struct ExpressionNode {
  ExpressionOp op = ExpressionOp::number;
  ExpressionFunction function = ExpressionFunction::always;
  double number = 0;
  std::string text;  // a literal's text, or an item's id
  std::vector<ExpressionNode> operands;
  int depth = 1;
};

}  // namespace constat

// Expressions of a checklist (the XLSForm subset of docs/formats.md): parsed once, evaluated against answers.
// `${item}` names an earlier item, `.` this item's own value. Unanswered, hidden and not-applicable items read as ''.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace constat {

// What an expression can see of a visit. Implemented by shared/scoring and by tests.
class ExpressionScope {
 public:
  virtual ~ExpressionScope() = default;
  // The item's value as text ('' when unanswered, hidden or N/A); a multi_choice reads as its ids joined by spaces.
  virtual std::string value_of(std::string_view item_id) const = 0;
  virtual bool is_not_applicable(std::string_view item_id) const = 0;
};

struct ExpressionNode;

class Expression {
 public:
  Expression() = default;  // absent
  bool present() const { return root_ != nullptr; }
  const std::string& source() const { return source_; }
  const std::vector<std::string>& names() const { return names_; }  // items it reads, `.` excluded, each once

  bool reads_self() const { return reads_self_; }                // whether `.` occurs
  const ExpressionNode* root() const { return root_.get(); }     // null when absent; for shared/lint

  // Truth of the expression (XPath boolean: non-zero number, non-empty text). An absent expression is true.
  // `self` is the id of the item that `.` stands for.
  bool is_true(const ExpressionScope& scope, std::string_view self) const;
  std::string text(const ExpressionScope& scope, std::string_view self) const;
  double number(const ExpressionScope& scope, std::string_view self) const;

  friend Result<Expression> parse_expression(std::string_view source);

 private:
  std::shared_ptr<const ExpressionNode> root_;
  std::string source_;
  std::vector<std::string> names_;
  bool reads_self_ = false;
};

// Error{invalid, code, args} with a code of expression_parser.cpp ("problem.expression-..."); positions are bytes from 1.
// Depth is limited to 64.
Result<Expression> parse_expression(std::string_view source);

}  // namespace constat

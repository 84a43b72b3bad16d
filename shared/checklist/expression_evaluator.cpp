// Values follow XPath 1.0: a number, a text or a truth value, converted where an operator needs another kind.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>
#include <variant>

#include "shared/base/calendar.hpp"
#include "shared/checklist/expression.hpp"
#include "shared/checklist/expression_node.hpp"

namespace constat {
namespace {

using Node = ExpressionNode;
using Op = ExpressionOp;
using Function = ExpressionFunction;
using Value = std::variant<double, std::string, bool>;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// XPath's number(): an optional minus, digits with an optional point, spaces around; anything else is NaN.
double number_of_text(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  std::size_t digits = 0, points = 0;
  for (std::size_t i = !text.empty() && text[0] == '-' ? 1 : 0; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9') {
      ++digits;
    } else if (text[i] == '.' && points == 0) {
      ++points;
    } else {
      return kNaN;
    }
  }
  return digits == 0 ? kNaN : std::strtod(std::string(text).c_str(), nullptr);
}

double as_number(const Value& value) {
  if (const double* number = std::get_if<double>(&value)) return *number;
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
  return number_of_text(*std::get_if<std::string>(&value));
}

std::string as_text(const Value& value) {
  if (const std::string* text = std::get_if<std::string>(&value)) return *text;
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  const double number = *std::get_if<double>(&value);
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  if (number == 0) return "0";
  char buffer[64];
  const bool whole = std::fabs(number) < 1e15 && std::floor(number) == number;
  std::snprintf(buffer, sizeof buffer, whole ? "%.0f" : "%.15g", number);
  return buffer;
}

bool as_truth(const Value& value) {
  if (const bool* truth = std::get_if<bool>(&value)) return *truth;
  if (const std::string* text = std::get_if<std::string>(&value)) return !text->empty();
  const double number = *std::get_if<double>(&value);
  return number != 0 && !std::isnan(number);
}

// Whether a value stands for a number: always, unless it is a text that is none.
bool converts(const Value& value) {
  const std::string* text = std::get_if<std::string>(&value);
  return text == nullptr || !std::isnan(number_of_text(*text));
}

// Two dates or two times of day, as numbers of one unit.
struct Moments {
  std::int64_t left, right;
};
std::optional<Moments> as_moments(const Value& a, const Value& b) {
  const std::string* left = std::get_if<std::string>(&a);
  const std::string* right = std::get_if<std::string>(&b);
  if (left == nullptr || right == nullptr) return std::nullopt;
  for (auto* read : {day_of_date, second_of_time}) {
    const std::optional<std::int64_t> one = read(*left), other = read(*right);
    if (one && other) return Moments{*one, *other};
  }
  return std::nullopt;
}

// Dates and times by when they are, everything else as numbers: what is none compares false.
template <class Holds>
bool compare_order(const Value& a, const Value& b, Holds holds) {
  if (const std::optional<Moments> moments = as_moments(a, b)) {
    return holds(static_cast<double>(moments->left), static_cast<double>(moments->right));
  }
  return holds(as_number(a), as_number(b));
}

// As dates, times or numbers when both sides convert, as text otherwise; with a NaN neither `=` nor `!=` holds.
bool compare_equal(const Value& a, const Value& b, bool wanted) {
  if (const std::optional<Moments> moments = as_moments(a, b)) return (moments->left == moments->right) == wanted;
  const double* left = std::get_if<double>(&a);
  const double* right = std::get_if<double>(&b);
  if ((left != nullptr && std::isnan(*left)) || (right != nullptr && std::isnan(*right))) return false;
  const bool equal = converts(a) && converts(b) ? as_number(a) == as_number(b) : as_text(a) == as_text(b);
  return equal == wanted;
}

// To `places` digits after the point, halves away from zero.
double rounded(double value, double places) {
  if (std::isnan(value) || std::isinf(value) || std::isnan(places)) return std::isnan(places) ? kNaN : value;
  const int count = places > 15 ? 15 : places < -15 ? -15 : static_cast<int>(places);
  double power = 1;
  for (int i = 0; i < (count < 0 ? -count : count); ++i) power *= 10;
  const double scaled = count < 0 ? std::fabs(value) / power : std::fabs(value) * power;
  if (scaled >= 4503599627370496.0) return value;  // 2^52: no digits after the point are left
  const double whole = std::floor(scaled + 0.5);
  const double magnitude = count < 0 ? whole * power : whole / power;
  return value < 0 ? -magnitude : magnitude;
}

// Calls `use` for each of the ids in a multiple choice's text, which are separated by spaces.
template <class Use>
void for_each_word(std::string_view text, Use use) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) use(text.substr(at, end - at));
    at = end + 1;
  }
}

double code_points(std::string_view text) {
  double count = 0;
  for (char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
  return count;
}

class Evaluator {
 public:
  Evaluator(const ExpressionScope& scope, std::string_view self) : scope_(scope), self_(self) {}

  Value value(const Node& node) const {
    switch (node.op) {
      case Op::number: return node.number;
      case Op::text: return node.text;
      case Op::item: return scope_.value_of(node.text);
      case Op::self: return scope_.value_of(self_);
      case Op::any_of:
        for (const Node& operand : node.operands) {
          if (as_truth(value(operand))) return true;
        }
        return false;
      case Op::all_of:
        for (const Node& operand : node.operands) {
          if (!as_truth(value(operand))) return false;
        }
        return true;
      case Op::equal: return compare_equal(value(node.operands[0]), value(node.operands[1]), true);
      case Op::not_equal: return compare_equal(value(node.operands[0]), value(node.operands[1]), false);
      case Op::less: return ordered(node, [](double a, double b) { return a < b; });
      case Op::less_equal: return ordered(node, [](double a, double b) { return a <= b; });
      case Op::greater: return ordered(node, [](double a, double b) { return a > b; });
      case Op::greater_equal: return ordered(node, [](double a, double b) { return a >= b; });
      case Op::add: return number(node, 0) + number(node, 1);
      case Op::subtract: return number(node, 0) - number(node, 1);
      case Op::multiply: return number(node, 0) * number(node, 1);
      case Op::divide: return number(node, 0) / number(node, 1);
      case Op::modulo: return std::fmod(number(node, 0), number(node, 1));
      case Op::negate: return -number(node, 0);
      case Op::call: return call(node);
    }
    return false;
  }

 private:
  double number(const Node& node, std::size_t operand) const { return as_number(value(node.operands[operand])); }
  std::string text(const Node& node, std::size_t operand) const { return as_text(value(node.operands[operand])); }
  template <class Holds>
  bool ordered(const Node& node, Holds holds) const {
    return compare_order(value(node.operands[0]), value(node.operands[1]), holds);
  }

  Value call(const Node& node) const {
    switch (node.function) {
      case Function::negation: return !as_truth(value(node.operands[0]));
      case Function::selected: return selected(node);
      case Function::count_selected: {
        double count = 0;
        for_each_word(text(node, 0), [&](std::string_view) { ++count; });
        return count;
      }
      case Function::choose: return value(node.operands[as_truth(value(node.operands[0])) ? 1 : 2]);
      case Function::coalesce:
        for (const Node& operand : node.operands) {
          Value found = value(operand);
          if (!as_text(found).empty()) return found;
        }
        return std::string();
      case Function::string_length: return code_points(text(node, 0));
      case Function::number: return number(node, 0);
      case Function::round: return rounded(number(node, 0), node.operands.size() > 1 ? number(node, 1) : 0);
      case Function::minimum:
      case Function::maximum: return extreme(node);
      case Function::absolute: return std::fabs(number(node, 0));
      case Function::always: return true;
      case Function::never: return false;
      case Function::is_na: {
        const Node& item = node.operands[0];
        return scope_.is_not_applicable(item.op == Op::self ? self_ : std::string_view(item.text));
      }
    }
    return false;
  }

  bool selected(const Node& node) const {
    const std::string wanted = text(node, 1);
    bool found = false;
    for_each_word(text(node, 0), [&](std::string_view word) { found = found || word == wanted; });
    return found;
  }

  // The least or the greatest argument; NaN when one of them is.
  double extreme(const Node& node) const {
    double best = number(node, 0);
    for (std::size_t i = 1; i < node.operands.size(); ++i) {
      const double other = number(node, i);
      const bool better = node.function == Function::minimum ? other < best : other > best;
      if (std::isnan(other) || better) best = other;
      if (std::isnan(best)) return best;
    }
    return best;
  }

  const ExpressionScope& scope_;
  std::string_view self_;
};

}  // namespace

bool Expression::is_true(const ExpressionScope& scope, std::string_view self) const {
  return !present() || as_truth(Evaluator(scope, self).value(*root_));
}

std::string Expression::text(const ExpressionScope& scope, std::string_view self) const {
  return present() ? as_text(Evaluator(scope, self).value(*root_)) : std::string();
}

double Expression::number(const ExpressionScope& scope, std::string_view self) const {
  return present() ? as_number(Evaluator(scope, self).value(*root_)) : kNaN;
}

}  // namespace constat

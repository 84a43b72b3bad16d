#include "shared/lint/answer_space.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>

#include "shared/base/calendar.hpp"
#include "shared/base/decimal.hpp"

namespace constat {
namespace {

using Node = ExpressionNode;
using Op = ExpressionOp;
using Function = ExpressionFunction;

constexpr std::int64_t kWholeScale = 100;   // steps of a scale that are tried one by one
constexpr std::size_t kWholeChoices = 6;    // boxes whose every combination is tried
constexpr double kMostNumber = 1e9;         // constants beyond are left out, and the space is not taken for complete
constexpr double kLongestText = 200;

Answer answer_of(AnswerValue value) {
  Answer answer;
  answer.value = std::move(value);
  return answer;
}

void add_number(std::set<double>& numbers, double number) {
  if (std::fabs(number) <= kMostNumber) numbers.insert(number);
}

void collect(const Node& node, Constants& constants) {
  if (node.op == Op::number) add_number(constants.numbers, node.number);
  if (node.op == Op::negate && node.operands[0].op == Op::number) add_number(constants.numbers, -node.operands[0].number);
  if (node.op == Op::text) {
    constants.texts.insert(node.text);
    for (std::size_t at = 0; at < node.text.size();) {  // boxes: 'a b' compares with two of them
      const std::size_t end = std::min(node.text.find(' ', at), node.text.size());
      constants.texts.insert(node.text.substr(at, end - at));
      at = end + 1;
    }
    const auto decimal = Decimal::parse(node.text);
    if (decimal) add_number(constants.numbers, std::strtod(decimal->plain().c_str(), nullptr));
  }
  for (const Node& operand : node.operands) collect(operand, constants);
}

std::string text_of(double number) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.12g", number);
  const auto decimal = Decimal::parse(buffer);
  return decimal ? decimal->plain() : "0";
}

// `count` values strictly between, whole ones where they fit.
void fill_gap(double low, double high, std::size_t count, std::vector<double>& out) {
  for (std::size_t i = 1; i <= count; ++i) {
    const double whole = std::floor(low) + static_cast<double>(i);
    const double part = low + (high - low) * static_cast<double>(i) / static_cast<double>(count + 1);
    out.push_back(std::floor(low) + static_cast<double>(count) < high ? whole : part);
  }
}

// Points that stand for every number from `low` to `high`: the constants, and `count` in each gap.
std::vector<double> points_of(const std::set<double>& constants, double low, double high, std::size_t count) {
  std::vector<double> inside;
  for (const double constant : constants) {
    if (constant >= low && constant <= high) inside.push_back(constant);
  }
  std::vector<double> out;
  const double first = inside.empty() ? std::max(low, 0.0) : inside.front();
  const double last = inside.empty() ? first : inside.back();
  const auto room = static_cast<double>(count + 1);
  if (inside.empty()) out.push_back(first);
  if (first > low) fill_gap(std::max(low, std::floor(first) - room), first, count, out);
  for (std::size_t i = 0; i < inside.size(); ++i) {
    out.push_back(inside[i]);
    if (i + 1 < inside.size()) fill_gap(inside[i], inside[i + 1], count, out);
  }
  if (last < high) fill_gap(last, std::min(high, std::ceil(last) + room), count, out);
  std::sort(out.begin(), out.end());
  // The ends last: an example reads better without the year 0.
  if (std::isfinite(low) && low < first) out.push_back(low);
  if (std::isfinite(high) && last < high) out.push_back(high);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

AnswerSpace numbers(const std::set<double>& constants, double low, double high, bool whole, std::size_t count) {
  AnswerSpace space;
  for (const double point : points_of(constants, low, high, count)) {
    if (!whole || std::floor(point) == point) space.answers.push_back(answer_of(NumberValue{text_of(point)}));
  }
  return space;
}

// Dates or times: by the number that `read` makes of them.
AnswerSpace moments(const Constants& constants, std::optional<std::int64_t> (*read)(std::string_view), std::string (*write)(std::int64_t),
                    double low, double high, std::string_view usual, std::size_t count) {
  std::set<double> known;
  for (const std::string& text : constants.texts) {
    if (const auto moment = read(text)) known.insert(static_cast<double>(*moment));
  }
  if (known.empty()) known.insert(static_cast<double>(*read(usual)));
  AnswerSpace space;
  for (const double point : points_of(known, low, high, count)) {
    if (std::floor(point) == point) space.answers.push_back(answer_of(TextValue(write(static_cast<std::int64_t>(point)))));
  }
  return space;
}

AnswerSpace texts(const Constants& constants, std::size_t count) {
  std::set<std::string> all;
  for (const std::string& text : constants.texts) {
    if (!text.empty()) all.insert(text);
  }
  for (const double point : points_of(constants.numbers, -std::numeric_limits<double>::infinity(),
                                      std::numeric_limits<double>::infinity(), count)) {
    if (!constants.numbers.empty()) all.insert(text_of(point));
    for (const double length : {point - 1, point, point + 1}) {
      if (length >= 1 && length <= kLongestText) all.insert(std::string(static_cast<std::size_t>(length), 'x'));
    }
  }
  std::string other = "x";
  for (std::size_t i = 0; i < count; other += 'x') i += all.insert(other).second ? 1 : 0;
  AnswerSpace space;
  for (const std::string& text : all) space.answers.push_back(answer_of(TextValue(text)));
  return space;
}

// Every combination of the boxes `ids`, each with 0, 1... of `others` besides.
AnswerSpace combinations(const std::vector<std::string>& ids, const std::vector<std::string>& others) {
  AnswerSpace space;
  for (std::size_t mask = std::size_t{1} << ids.size(); mask-- > 0;) {
    ListValue list;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if ((mask >> i & 1) != 0) list.push_back(ids[i]);
    }
    space.answers.push_back(answer_of(list));
    for (const std::string& other : others) {
      list.push_back(other);
      space.answers.push_back(answer_of(list));
    }
  }
  return space;
}

AnswerSpace boxes(const Item& item, const Constants& constants) {
  std::vector<std::string> named, others;
  const bool whole = item.choices.size() <= kWholeChoices;
  for (const Choice& choice : item.choices) {
    const bool apart = whole || (named.size() < kWholeChoices && constants.texts.count(choice.id.value) > 0);
    (apart ? named : others).push_back(choice.id.value);
  }
  AnswerSpace space = combinations(named, others);
  space.finite = whole;
  return space;
}

AnswerSpace files(const Constants& constants) {
  std::set<std::size_t> sizes{1, 2};
  for (const double number : constants.numbers) {
    for (const double size : {number - 1, number, number + 1}) {
      if (size >= 1 && size <= static_cast<double>(kMostPhotos)) sizes.insert(static_cast<std::size_t>(size));
    }
  }
  AnswerSpace space;
  for (const std::size_t size : sizes) {
    ListValue list;
    for (std::size_t i = 0; i < size; ++i) {
      char digits[65];
      std::snprintf(digits, sizeof digits, "%064x", static_cast<unsigned>(i + 1));
      list.push_back("sha256:" + std::string(digits));
    }
    space.answers.push_back(answer_of(std::move(list)));
  }
  return space;
}

bool is_constant(const Node& node) {
  return node.op == Op::number || node.op == Op::text || (node.op == Op::negate && is_constant(node.operands[0]));
}

bool is_comparison(Op op) {
  return op == Op::equal || op == Op::not_equal || op == Op::less || op == Op::less_equal || op == Op::greater ||
         op == Op::greater_equal;
}

class PlainUse {
 public:
  PlainUse(const std::set<std::string, std::less<>>& finite, bool each_other) : finite_(finite), each_other_(each_other) {}

  // A node whose value counts as true or false.
  bool truth(const Node& node) const {
    if (is_open(node)) return true;  // true when there is a text
    if (node.op == Op::any_of || node.op == Op::all_of || is_call(node, Function::negation)) {
      return std::all_of(node.operands.begin(), node.operands.end(), [&](const Node& each) { return truth(each); });
    }
    if (is_comparison(node.op)) return comparison(node.operands[0], node.operands[1]);
    if (is_call(node, Function::is_na)) return true;
    if (is_call(node, Function::selected) && is_open(node.operands[0])) return is_constant(node.operands[1]);
    return is_closed(node);
  }

 private:
  static bool is_call(const Node& node, Function function) { return node.op == Op::call && node.function == function; }
  bool is_open(const Node& node) const { return (node.op == Op::item && finite_.count(node.text) == 0) || (node.op == Op::self && finite_.count(".") == 0); }
  // Nothing of infinite type in it.
  bool is_closed(const Node& node) const {
    return !is_open(node) && std::all_of(node.operands.begin(), node.operands.end(), [&](const Node& each) { return is_closed(each); });
  }
  bool is_measure(const Node& node) const {
    return is_open(node) || ((is_call(node, Function::string_length) || is_call(node, Function::count_selected)) && is_open(node.operands[0]));
  }
  bool comparison(const Node& a, const Node& b) const {
    if (is_closed(a) && is_closed(b)) return true;
    if (is_open(a) && is_open(b)) return each_other_;
    return (is_measure(a) && is_constant(b)) || (is_constant(a) && is_measure(b));
  }

  const std::set<std::string, std::less<>>& finite_;
  bool each_other_;
};

}  // namespace

void Constants::add(const Expression& expression) {
  if (expression.present()) collect(*expression.root(), *this);
}

void Constants::add(const Item& item) {
  for (const Band& band : item.bands) {
    if (band.below) add_number(numbers, static_cast<double>(band.below->value) / 1000);
  }
}

AnswerSpace answer_space(const Item& item, const Constants& constants, std::size_t distinct) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  switch (item.type) {
    case ItemType::choice: {
      AnswerSpace space;
      for (const Choice& choice : item.choices) space.answers.push_back(answer_of(TextValue(choice.id.value)));
      space.finite = true;
      return space;
    }
    case ItemType::multi_choice: return boxes(item, constants);
    case ItemType::scale: {
      std::set<double> places = constants.numbers;
      const bool whole = item.max - item.min <= kWholeScale;
      for (std::int64_t place = item.min; whole && place <= item.max; ++place) places.insert(static_cast<double>(place));
      AnswerSpace space = numbers(places, static_cast<double>(item.min), static_cast<double>(item.max), true, distinct);
      space.finite = whole;
      return space;
    }
    case ItemType::number: return numbers(constants.numbers, -kInfinity, kInfinity, false, distinct);
    case ItemType::duration: return numbers(constants.numbers, 0, kInfinity, false, distinct);
    case ItemType::date: {
      static const double kFirst = static_cast<double>(*day_of_date("0000-01-01")), kLast = static_cast<double>(*day_of_date("9999-12-31"));
      return moments(constants, day_of_date, date_of_day, kFirst, kLast, "2026-01-15", distinct);
    }
    case ItemType::time: return moments(constants, second_of_time, time_of_second, 0, 86'399, "10:00", distinct);
    case ItemType::text:
    case ItemType::barcode: return texts(constants, distinct);
    case ItemType::photo:
    case ItemType::signature: return files(constants);
    case ItemType::location: {
      AnswerSpace space;
      space.answers.push_back(answer_of(LocationValue{48.8566, 2.3522, 10}));
      space.finite = true;  // expressions read every position as ''
      return space;
    }
  }
  return {};
}

Use use_of(const Expression& expression, const std::set<std::string, std::less<>>& finite) {
  if (!expression.present() || PlainUse(finite, false).truth(*expression.root())) return Use::with_constants;
  return PlainUse(finite, true).truth(*expression.root()) ? Use::with_each_other : Use::computed;
}

}  // namespace constat

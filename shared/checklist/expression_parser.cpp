// Recursive descent over the grammar of docs/formats.md, loosest first:
//   or < and < (= !=) < (< <= > >=) < (+ -) < (* div mod) < unary minus < primary
#include <algorithm>
#include <cstdlib>
#include <optional>

#include "shared/base/ids.hpp"
#include "shared/checklist/expression.hpp"
#include "shared/checklist/expression_node.hpp"

namespace constat {
namespace {

using Node = ExpressionNode;
using Op = ExpressionOp;
using Function = ExpressionFunction;

constexpr int kDepth = 64;
constexpr std::size_t kLongest = 10'000;

struct FunctionRow {
  std::string_view name;
  Function function;
  std::size_t least, most;  // arguments
};

constexpr std::size_t kMany = 64;
constexpr FunctionRow kFunctions[] = {
    {"not", Function::negation, 1, 1},         {"selected", Function::selected, 2, 2},
    {"count-selected", Function::count_selected, 1, 1}, {"if", Function::choose, 3, 3},
    {"coalesce", Function::coalesce, 2, kMany}, {"string-length", Function::string_length, 1, 1},
    {"number", Function::number, 1, 1},        {"round", Function::round, 1, 2},
    {"min", Function::minimum, 1, kMany},      {"max", Function::maximum, 1, kMany},
    {"abs", Function::absolute, 1, 1},         {"true", Function::always, 0, 0},
    {"false", Function::never, 0, 0},          {"is-na", Function::is_na, 1, 1}};

struct OperatorRow {
  std::string_view sign;
  Op op;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '-'; }

class Parser {
 public:
  explicit Parser(std::string_view source) : source_(source) {}

  std::vector<std::string> names;
  bool reads_self = false;
  std::optional<Error> error;

  std::optional<Node> whole() {
    if (source_.size() > kLongest) return fail("expression-too-long", {std::to_string(kLongest)});
    std::optional<Node> node = disjunction();
    skip_space();
    if (node && at_ < source_.size()) return unexpected();
    return node;
  }

 private:
  using Rule = std::optional<Node> (Parser::*)();

  std::nullopt_t fail(std::string_view code, std::vector<std::string> args) {
    if (!error) error = Error{ErrorCode::invalid, "problem." + std::string(code), std::move(args), {}};
    return std::nullopt;
  }

  std::nullopt_t unexpected() {
    skip_space();
    if (at_ >= source_.size()) return fail("expression-ends-early", {});
    std::size_t end = at_ + 1;
    while (end < source_.size() && (static_cast<unsigned char>(source_[end]) & 0xc0) == 0x80) ++end;
    while (is_name(source_[at_]) && end < source_.size() && is_name(source_[end])) ++end;
    return fail("expression-unexpected", {std::string(source_.substr(at_, end - at_)), std::to_string(at_ + 1)});
  }

  void skip_space() {
    while (at_ < source_.size() && (source_[at_] == ' ' || source_[at_] == '\t' || source_[at_] == '\n' ||
                                    source_[at_] == '\r')) {
      ++at_;
    }
  }

  bool take(std::string_view sign) {
    skip_space();
    if (source_.substr(at_, sign.size()) != sign) return false;
    const std::size_t end = at_ + sign.size();
    if (is_name(sign.back()) && end < source_.size() && is_name(source_[end])) return false;  // "or" in "order"
    at_ = end;
    return true;
  }

  std::optional<Node> build(Op op, std::vector<Node> operands) {
    Node node;
    node.op = op;
    for (const Node& operand : operands) node.depth = std::max(node.depth, operand.depth + 1);
    if (node.depth > kDepth) return fail("expression-too-deep", {std::to_string(kDepth)});
    node.operands = std::move(operands);
    return node;
  }

  // One node for a whole chain, so that its length does not count as depth.
  std::optional<Node> chain(std::string_view word, Op op, Rule next) {
    std::optional<Node> first = (this->*next)();
    if (!first) return std::nullopt;
    std::vector<Node> operands;
    operands.push_back(std::move(*first));
    while (take(word)) {
      std::optional<Node> more = (this->*next)();
      if (!more) return std::nullopt;
      operands.push_back(std::move(*more));
    }
    if (operands.size() == 1) return std::move(operands[0]);
    return build(op, std::move(operands));
  }

  template <std::size_t N>
  std::optional<Node> left_to_right(const OperatorRow (&rows)[N], Rule next) {
    std::optional<Node> left = (this->*next)();
    while (left) {
      const OperatorRow* found = nullptr;
      for (const OperatorRow& row : rows) {
        if (take(row.sign)) {
          found = &row;
          break;
        }
      }
      if (found == nullptr) return left;
      std::optional<Node> right = (this->*next)();
      if (!right) return std::nullopt;
      std::vector<Node> operands;
      operands.push_back(std::move(*left));
      operands.push_back(std::move(*right));
      left = build(found->op, std::move(operands));
    }
    return std::nullopt;
  }

  std::optional<Node> disjunction() { return chain("or", Op::any_of, &Parser::conjunction); }
  std::optional<Node> conjunction() { return chain("and", Op::all_of, &Parser::equality); }
  std::optional<Node> equality() {
    static constexpr OperatorRow kRows[] = {{"!=", Op::not_equal}, {"=", Op::equal}};
    return left_to_right(kRows, &Parser::relation);
  }
  std::optional<Node> relation() {
    static constexpr OperatorRow kRows[] = {
        {"<=", Op::less_equal}, {">=", Op::greater_equal}, {"<", Op::less}, {">", Op::greater}};
    return left_to_right(kRows, &Parser::sum);
  }
  std::optional<Node> sum() {
    static constexpr OperatorRow kRows[] = {{"+", Op::add}, {"-", Op::subtract}};
    return left_to_right(kRows, &Parser::product);
  }
  std::optional<Node> product() {
    static constexpr OperatorRow kRows[] = {{"*", Op::multiply}, {"div", Op::divide}, {"mod", Op::modulo}};
    return left_to_right(kRows, &Parser::unary);
  }

  std::optional<Node> unary() {
    skip_space();
    if (at_ >= source_.size() || source_[at_] != '-') return primary();
    ++at_;
    if (++nesting_ > kDepth) return fail("expression-too-deep", {std::to_string(kDepth)});
    std::optional<Node> operand = unary();
    --nesting_;
    if (!operand) return std::nullopt;
    std::vector<Node> operands;
    operands.push_back(std::move(*operand));
    return build(Op::negate, std::move(operands));
  }

  std::optional<Node> primary() {
    skip_space();
    if (at_ >= source_.size()) return unexpected();
    const char c = source_[at_];
    const bool point_of_number = c == '.' && at_ + 1 < source_.size() && is_digit(source_[at_ + 1]);
    if (is_digit(c) || point_of_number) return number();
    if (c == '\'' || c == '"') return literal();
    if (c == '$') return item();
    if (c == '(') return parenthesis();
    if (c == '.') {
      ++at_;
      reads_self = true;
      return build(Op::self, {});
    }
    if (is_name(c)) return call();
    return unexpected();
  }

  std::optional<Node> number() {
    const std::size_t start = at_;
    while (at_ < source_.size() && is_digit(source_[at_])) ++at_;
    if (at_ < source_.size() && source_[at_] == '.') ++at_;
    while (at_ < source_.size() && is_digit(source_[at_])) ++at_;
    std::optional<Node> node = build(Op::number, {});
    node->number = std::strtod(std::string(source_.substr(start, at_ - start)).c_str(), nullptr);
    return node;
  }

  std::optional<Node> literal() {
    const std::size_t end = source_.find(source_[at_], at_ + 1);
    if (end == std::string_view::npos) return fail("expression-open-text", {std::to_string(at_ + 1)});
    std::optional<Node> node = build(Op::text, {});
    node->text = std::string(source_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return node;
  }

  std::optional<Node> item() {
    const std::size_t end = source_.find('}', at_);
    if (source_.substr(at_, 2) != "${" || end == std::string_view::npos) return unexpected();
    const std::string name(source_.substr(at_ + 2, end - at_ - 2));
    if (!is_id(name)) return fail("expression-bad-name", {name});
    at_ = end + 1;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    std::optional<Node> node = build(Op::item, {});
    node->text = name;
    return node;
  }

  std::optional<Node> parenthesis() {
    ++at_;
    if (++nesting_ > kDepth) return fail("expression-too-deep", {std::to_string(kDepth)});
    std::optional<Node> inside = disjunction();
    --nesting_;
    if (inside && !take(")")) return unexpected();
    return inside;
  }

  std::optional<Node> call() {
    const std::size_t start = at_;
    std::size_t end = at_;
    while (end < source_.size() && is_name(source_[end])) ++end;
    const std::string_view name = source_.substr(start, end - start);
    const FunctionRow* row = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                          [&](const FunctionRow& candidate) { return candidate.name == name; });
    if (row == std::end(kFunctions)) return fail("expression-unknown-function", {std::string(name)});
    at_ = end;
    if (!take("(")) return unexpected();
    if (++nesting_ > kDepth) return fail("expression-too-deep", {std::to_string(kDepth)});
    std::vector<Node> arguments;
    if (!take(")")) {
      do {
        std::optional<Node> argument = disjunction();
        if (!argument) return std::nullopt;
        arguments.push_back(std::move(*argument));
      } while (take(","));
      if (!take(")")) return unexpected();
    }
    --nesting_;
    if (arguments.size() < row->least || arguments.size() > row->most) {
      return fail("expression-arguments", {std::string(name), std::to_string(row->least)});
    }
    const bool wants_item = row->function == Function::is_na;
    if (wants_item && arguments[0].op != Op::item && arguments[0].op != Op::self) {
      return fail("expression-wants-item", {std::string(name)});
    }
    std::optional<Node> node = build(Op::call, std::move(arguments));
    if (node) node->function = row->function;
    return node;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  int nesting_ = 0;
};

}  // namespace

Result<Expression> parse_expression(std::string_view source) {
  Parser parser(source);
  std::optional<ExpressionNode> root = parser.whole();
  if (!root) return tl::unexpected(*parser.error);
  Expression out;
  out.root_ = std::make_shared<const ExpressionNode>(std::move(*root));
  out.source_ = std::string(source);
  out.names_ = std::move(parser.names);
  out.reads_self_ = parser.reads_self;
  return out;
}

}  // namespace constat

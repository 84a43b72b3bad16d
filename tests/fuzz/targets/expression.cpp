// An expression that is accepted can be evaluated over any answers, one that is refused says why in words. Input: the
// expression; behind the first LF, values.
#include <cmath>

#include "shared/checklist/expression.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace constat;

namespace {

class Values final : public ExpressionScope {
 public:
  explicit Values(std::string_view text) : text_(text) {}
  // Every name reads a slice of the input that depends on it.
  std::string value_of(std::string_view id) const override {
    if (text_.empty() || id.empty()) return {};
    const std::size_t from = static_cast<unsigned char>(id.back()) % text_.size();
    return std::string(text_.substr(from, id.size()));
  }
  bool is_not_applicable(std::string_view id) const override { return id.size() % 5 == 4; }

 private:
  std::string_view text_;
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto all = fuzz::text_of(data, size);
  const std::size_t end = all.find('\n');
  const auto expression = parse_expression(all.substr(0, end));
  if (!expression) {
    fuzz::demand_sentence(expression.error().message, expression.error().args);
    return 0;
  }
  const Values values(end == std::string_view::npos ? std::string_view() : all.substr(end + 1));
  const bool truth = expression->is_true(values, "self");
  fuzz::demand(expression->is_true(values, "self") == truth, "an expression has one value");
  const double number = expression->number(values, "self");
  fuzz::demand(std::isnan(number) || number == expression->number(values, "self"), "an expression has one number");
  const auto again = parse_expression(expression->source());
  fuzz::demand(again.has_value() && again->names() == expression->names(), "an expression's source is read as it was");
  fuzz::demand(again->text(values, "self") == expression->text(values, "self"), "the same source has the same text");
  return 0;
}

#include "shared/checklist/expression.hpp"

#include <cmath>
#include <map>
#include <set>

#include <catch_amalgamated.hpp>

namespace constat {
namespace {

class Answers : public ExpressionScope {
 public:
  std::map<std::string, std::string, std::less<>> values{
      {"a", "yes"}, {"n", "95"}, {"m", "red green blue"}, {"self", "no"}, {"half", "0.5"},
      {"day", "2026-11-03"}, {"early", "09:30"}, {"late", "14:05:30"}};
  std::set<std::string, std::less<>> na{"gone"};
  std::string value_of(std::string_view id) const override {
    const auto found = values.find(id);
    return found == values.end() ? "" : found->second;
  }
  bool is_not_applicable(std::string_view id) const override { return na.count(id) > 0; }
};

bool truth(const char* source) {
  const Result<Expression> parsed = parse_expression(source);
  INFO(source);
  REQUIRE(parsed);
  return parsed->is_true(Answers{}, "self");
}

double number(const char* source) {
  const Result<Expression> parsed = parse_expression(source);
  INFO(source);
  REQUIRE(parsed);
  return parsed->number(Answers{}, "self");
}

}  // namespace

TEST_CASE("expressions are true when XLSForm says so") {
  for (const char* source : {"${a} = 'yes'", "${a} != 'no'", ". = 'no'", "${n} > 90 and ${n} <= 95", "${n} = '95.0'",
                             "${none} = ''", "not(${none} > 3)", "not(number('') = number(''))", "not(number('') != 1)",
                             "selected(${m}, 'green')", "not(selected(${m}, 'gre'))", "count-selected(${m}) = 3",
                             "if(${n} > 100, 'x', 'y') = 'y'", "coalesce(${none}, ${a}) = 'yes'",
                             "string-length('été') = 3", "is-na(${gone})", "not(is-na(.))", "true() and not(false())",
                             "1 = 1 = true()", "'b' or ''", "- - 3 = 3", "${a}='yes'or false()", "min(3, 1, 2) = 1",
                             "max(3, 1, 2) = 3", "abs(-2) = 2", "${half} * 2 = 1", "\"it's\" = \"it's\""}) {
    INFO(source);
    CHECK(truth(source));
  }
}

TEST_CASE("dates and times of day compare by when they are") {
  for (const char* source : {"${day} < '2026-11-10'", "${day} >= '2026-11-03'", "'2025-12-31' < ${day}", "${early} < ${late}",
                             "${late} > '10:02'", "${early} <= '09:30:00'", "${early} = '09:30:00'", "${early} != ${late}",
                             "not(${early} = '09:31')"}) {
    INFO(source);
    CHECK(truth(source));
  }
}

TEST_CASE("a date and a time, or a moment and anything else, have no order") {
  for (const char* source : {"${day} < ${late}", "${day} > ${late}", "${early} < 12", "${early} > 12", "${none} < ${late}",
                             "${late} < ${none}", "'2026-02-30' < '2026-03-01'", "${a} < 'zzz'"}) {
    INFO(source);
    CHECK_FALSE(truth(source));
  }
}

TEST_CASE("operators bind as the grammar says, loosest first") {
  CHECK(number("1 + 2 * 3") == 7);
  CHECK(number("(1 + 2) * 3") == 9);
  CHECK(number("10 - 4 - 3") == 3);
  CHECK(number("7 mod 4 * 2") == 6);
  CHECK(number("12 div 4 div 3") == 1);
  CHECK(number("-2 * -3") == 6);
  CHECK(truth("1 = 2 or 3 = 3 and 4 = 4"));
  CHECK_FALSE(truth("(1 = 1 or 3 = 3) and 4 = 5"));
  CHECK(truth("1 < 2 = true()"));
  CHECK(number("round(2.345, 2)") == 2.35);
  CHECK(number("round(-2.5, 0)") == -3);
  CHECK(number("round(1250, -2)") == 1300);
  CHECK(std::isnan(number("number('12a')")));
  CHECK(std::isnan(number("min(1, number(''))")));
}

TEST_CASE("an absent expression is true") { CHECK(Expression().is_true(Answers{}, "self")); }

TEST_CASE("an expression knows what it reads") {
  const Result<Expression> parsed = parse_expression("${b} = 1 or ${a} = ${b} or . = 2");
  REQUIRE(parsed);
  CHECK(parsed->names() == std::vector<std::string>{"b", "a"});
  CHECK(parsed->reads_self());
}

TEST_CASE("a broken expression is refused with its reason") {
  struct Row { const char* source; const char* code; };
  for (const Row& row : {Row{"", "ends-early"}, Row{"1 +", "ends-early"}, Row{"1 2", "unexpected"}, Row{"(1", "ends-early"},
                         Row{"1)", "unexpected"}, Row{"'a", "open-text"}, Row{"foo(1)", "unknown-function"},
                         Row{"not()", "arguments"}, Row{"if(1, 2)", "arguments"}, Row{"${A}", "bad-name"},
                         Row{"${a", "unexpected"}, Row{"yes", "unknown-function"}, Row{"is-na('a')", "wants-item"},
                         Row{"a = = b", "unknown-function"}, Row{"1 == 1", "unexpected"}, Row{"%", "unexpected"}}) {
    INFO(row.source);
    const Result<Expression> parsed = parse_expression(row.source);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().message == std::string("problem.expression-") + row.code);
  }
}

TEST_CASE("a long chain of the same word is no depth, a nest of parentheses is") {
  std::string chain = "1 = 1";
  for (int i = 0; i < 500; ++i) chain += " or 1 = 1";
  CHECK(parse_expression(chain));
  for (const std::string& nest : {std::string(5000, '('), std::string(5000, '-') + "1", "1" + [] {
         std::string sum;
         for (int i = 0; i < 500; ++i) sum += "+1";
         return sum;
       }()}) {
    CHECK_FALSE(parse_expression(nest));
  }
}

}  // namespace constat

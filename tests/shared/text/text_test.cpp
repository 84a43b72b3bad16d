#include <catch_amalgamated.hpp>

#include "shared/text/text.hpp"

namespace constat {

TEST_CASE("language codes with a region or an encoding name their language") {
  CHECK(language_of("fr-CA") == Language::french);
  CHECK(language_of("en_GB.UTF-8") == Language::english);
  CHECK(language_of("fra", Language::english) == Language::english);
  CHECK(language_of("", Language::english) == Language::english);
}

TEST_CASE("a text fills its arguments, and a key that no catalogue has is shown as it is") {
  CHECK(text(Language::english, "problem.missing-field", {"id"}).find("“id”") != std::string::npos);
  CHECK(text(Language::french, "no.such.key") == "no.such.key");
  CHECK(describe(Language::english, Problem{"a.b", "empty-list", {}}).rfind("a.b: ", 0) == 0);
}

TEST_CASE("French takes the singular for 0 and 1, English for 1 alone") {
  const auto is_plural = [](Language language, std::int64_t count) {
    return text_plural(language, "cli.check.good", count).find("documents") != std::string::npos;
  };
  CHECK_FALSE(is_plural(Language::french, 0));
  CHECK_FALSE(is_plural(Language::french, 1));
  CHECK(is_plural(Language::french, 2));
  CHECK(is_plural(Language::english, 0));
  CHECK_FALSE(is_plural(Language::english, 1));
  CHECK(text_plural(Language::english, "cli.check.good", 12).rfind("12 ", 0) == 0);
}

TEST_CASE("numbers, percentages, dates and durations follow each language") {
  CHECK(format_number(Language::french, 1234.5, 1) == "1\u202f234,5");
  CHECK(format_number(Language::english, 1234567.0, 0) == "1,234,567");
  CHECK(format_number(Language::english, 72.25, 1) == "72.3");
  CHECK(format_number(Language::english, 0.95, 1) == "1.0");
  CHECK(format_number(Language::english, 999.96, 1) == "1,000.0");
  CHECK(format_number(Language::english, -0.04, 1) == "0.0");
  CHECK(format_percent(Language::french, 72.5, 1) == "72,5\u202f%");
  CHECK(format_percent(Language::english, 72.5, 1) == "72.5%");
  CHECK(format_date(Language::french, "2026-11-03T10:02:11+01:00") == "3 nov. 2026");
  CHECK(format_date(Language::english, "2026-02-13") == "13 Feb 2026");
  CHECK(format_date(Language::english, "soon") == "soon");
  CHECK(format_duration(Language::french, 95) == "1\u00a0min 35\u00a0s");
  CHECK(format_duration(Language::english, 45) == "45\u00a0s");
  CHECK(format_duration(Language::english, 3900) == "1\u00a0h 05\u00a0min");
}

}  // namespace constat

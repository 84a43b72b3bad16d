#include "shared/review/opening_hours_text.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/rng.hpp"
#include "shared/review/opening_hours_words.hpp"

namespace constat {
namespace {

std::string read_and_written(const std::string& text) {
  const auto hours = parse_opening_text(text);
  INFO(text);
  REQUIRE(hours.has_value());
  return opening_text(*hours);
}

std::vector<std::string> problems_of(const std::string& text) {
  const auto hours = parse_opening_text(text);
  REQUIRE_FALSE(hours.has_value());
  std::vector<std::string> found;
  for (const Problem& problem : hours.error()) {
    std::string line = problem.code;
    for (const std::string& arg : problem.args) line += " " + arg;
    found.push_back(line);
  }
  return found;
}

// Unknown, closed, or up to three periods that do not overlap, the last one perhaps past midnight.
OpeningHours random_hours(Rng& rng) {
  OpeningHours hours;
  for (auto& day : hours.days) {
    if (rng.index(4) == 0) continue;
    day.emplace();
    int minute = static_cast<int>(rng.between(0, 600));
    for (std::size_t count = rng.index(4); count > 0 && minute < 1380; --count) {
      const int from = minute + static_cast<int>(rng.between(0, 50));
      int to = from + 1 + static_cast<int>(rng.between(0, 300));
      if (count == 1 && rng.index(3) == 0) to = from + 1 + static_cast<int>(rng.between(0, 1438));
      if (from >= 1440) break;
      day->push_back({from, to});
      if (to >= 1440) break;
      minute = to;
    }
  }
  return hours;
}

}  // namespace

TEST_CASE("opening hours read as they are typed are written in one way", "[review][hours]") {
  CHECK(read_and_written("Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00") == "Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00");
  CHECK(read_and_written("lundi-vendredi 9h-12h30, 14h-19h ; sam fermé") == "Mo-Fr 09:00-12:30,14:00-19:00; Sa closed");
}

TEST_CASE("days and times may be written as French and English people write them", "[review][hours]") {
  CHECK(read_and_written("Lu-Ve 9h-12h30, 14h – 19h; Sa 9-12; Di fermé") == "Mo-Fr 09:00-12:30,14:00-19:00; Sa 09:00-12:00; Su closed");
  CHECK(read_and_written("samedi,dimanche FERMÉ;  Monday 0:00-24:00 ;") == "Mo 00:00-24:00; Sa-Su closed");
  CHECK(read_and_written("Ve-Lu 18:00-2:00") == "Mo 18:00-02:00; Fr-Su 18:00-02:00");
  CHECK(read_and_written("Me 14:00-18:00,09:00-12:00") == "We 09:00-12:00,14:00-18:00");
  CHECK(read_and_written("").empty());
}

TEST_CASE("a day that no clause names is not known, and not closed", "[review][hours]") {
  const auto hours = parse_opening_text("Mo-Sa 09:00-19:00");
  REQUIRE(hours.has_value());
  CHECK_FALSE(hours->days[6].has_value());
  CHECK(hours->is_known());
  CHECK_FALSE(parse_opening_text(" ; ")->is_known());
}

TEST_CASE("every fault of typed hours is told at once, with what stands there", "[review][hours]") {
  CHECK(problems_of("Mo-Xy 09:00-25:00; 09:00-12:00; Tu; We 9:0-10; Th 08:00; Fr 8-8; Sa 9-12,11-14; Sa closed") ==
        std::vector<std::string>{"opening-hours-day-text Xy", "opening-hours-time 25:00", "opening-hours-clause 09:00-12:00", "opening-hours-clause Tu",
                                 "opening-hours-time 9:0", "opening-hours-period-text 08:00", "opening-hours-empty 08:00",
                                 "opening-hours-overlap 11:00 14:00", "opening-hours-twice Sa"});
  CHECK(problems_of("open late") == std::vector<std::string>{"opening-hours-clause open late"});
  CHECK(problems_of("Mo 24:00-02:00") == std::vector<std::string>{"opening-hours-time 24:00"});
  CHECK(problems_of("Mo -") == std::vector<std::string>{"opening-hours-clause Mo -"});
  const auto overlap = parse_opening_hours(R"({"mon":[["09:00","12:00"],["11:00","13:00"]]})");
  REQUIRE_FALSE(overlap.has_value());
  CHECK(overlap.error().front().path == "mon");
  CHECK(overlap.error().front().code == "opening-hours-overlap");
}

TEST_CASE("hours that are printed and read again are the same, whatever they are", "[review][hours]") {
  Rng rng(20'261'123);
  for (int round = 0; round < 2'000; ++round) {
    const OpeningHours hours = random_hours(rng);
    const std::string printed = opening_text(hours);
    const auto read = parse_opening_text(printed);
    INFO(printed);
    REQUIRE(read.has_value());
    CHECK(write_opening_hours(*read) == write_opening_hours(hours));
    const auto through_json = parse_opening_hours(write_opening_hours(hours));
    REQUIRE(through_json.has_value());
    CHECK(opening_text(*through_json) == printed);
    for (const DayHours& day : hours.days) {
      const auto again = parse_day_text(day_text(day));
      REQUIRE(again.has_value());
      CHECK(day_text(*again) == day_text(day));
      CHECK(again->has_value() == day.has_value());
    }
  }
}

TEST_CASE("whatever is typed is read or refused, and never read as something else", "[review][hours]") {
  Rng rng(4);
  const std::string signs = "MoTuFr Lu-,;:h0129 fermé\xe2";
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    for (std::size_t n = rng.index(24); n > 0; --n) text += signs[rng.index(signs.size())];
    if (const auto hours = parse_opening_text(text)) {
      const auto again = parse_opening_text(opening_text(*hours));
      REQUIRE(again.has_value());
      CHECK(opening_text(*again) == opening_text(*hours));
    }
  }
}

TEST_CASE("hours are said in words of the reader, for the days that matter", "[review][hours]") {
  const OpeningHours hours = *parse_opening_text("Mo-Fr 09:00-12:30,14:00-19:00; Sa 09:00-12:00; Su closed");
  CHECK(hours_words(Language::french, hours, weekdays_between("2026-11-05T08:00:00+01:00", "2026-11-08T20:00:00+01:00")) ==
        "jeu.–ven. 09:00–12:30, 14:00–19:00\u202f; sam. 09:00–12:00\u202f; dim. fermé");
  CHECK(hours_words(Language::english, hours, weekdays_between("2026-11-02", "2026-12-24")) == "Mon–Fri 09:00–12:30, 14:00–19:00; Sat 09:00–12:00; Sun closed");
  CHECK(hours_words(Language::english, *parse_opening_text("Mo closed"), weekdays_between("2026-11-03", "2026-11-03")).empty());
  CHECK(hours_words(Language::french, "closed") == "fermé");
  CHECK(hours_words(Language::french, "") == "non connus");
}

}  // namespace constat

#include <catch_amalgamated.hpp>

#include "shared/base/json.hpp"
#include "tests/web/app/app_scenario.hpp"
#include "web/app/calendar_file.hpp"
#include "web/app/deadline.hpp"
#include "web/app/json_access.hpp"

using namespace constat;
using namespace constat::app;
using Kind = Deadline::Kind;

namespace {

Mission mission(std::string to, std::string status = "assigned") {
  Mission out;
  out.id = "m1";
  out.status = std::move(status);
  out.window_from = "2026-11-01T08:00:00+01:00";
  out.window_to = std::move(to);
  out.site_doc.name = "Lyon, Part-Dieu";
  out.site_doc.address = "17; rue du Docteur Bouchut";
  out.site_doc.city = "Lyon";
  return out;
}

// 1 Nov 2026, 09:00 in Paris.
constexpr std::int64_t kNow = kStart;

Kind kind_of(const Mission& mission, std::string_view zone = "+01:00") { return deadline_of(mission, kNow, zone).kind; }

}  // namespace

TEST_CASE("a mission presses when its last day is near, by the phone's calendar") {
  CHECK(kind_of(mission("2026-11-01T20:00:00+01:00")) == Kind::today);
  CHECK(kind_of(mission("2026-11-01T08:59:00+01:00")) == Kind::over);
  CHECK(deadline_of(mission("2026-11-04T20:00:00+01:00"), kNow, "+01:00").days == 3);
  CHECK(kind_of(mission("2026-11-05T00:00:00+01:00")) == Kind::later);
  CHECK(kind_of(mission("2026-11-01T23:30:00Z")) == Kind::soon);           // past midnight in Paris
  CHECK(kind_of(mission("2026-11-01T23:30:00Z"), "+00:00") == Kind::today);
  CHECK(kind_of(mission("2026-11-01T08:59:00+01:00", "done")) == Kind::later);
  CHECK(kind_of(mission("some day")) == Kind::later);
}

TEST_CASE("missions to do stand in the order in which they end, those without an end last") {
  std::vector<Mission> all = {mission("2026-11-09T20:00:00+01:00"), mission("?"), mission("2026-11-03T20:00:00+01:00"), mission("2026-11-02T20:00:00+01:00", "done"),
                              mission("2026-11-02T20:00:00+01:00", "cancelled")};
  all[4].draft = "v1";  // begun before it was cancelled
  const auto open = by_deadline(all);
  REQUIRE(open.size() == 4);
  CHECK(open[0] == &all[4]);
  CHECK(open[1] == &all[2]);
  CHECK(open[2] == &all[0]);
  CHECK(open[3] == &all[1]);
}

TEST_CASE("the calendar's file is iCalendar: UTC, escaped, folded at 75 bytes between characters, with two alarms") {
  Mission made = mission("2026-11-04T20:00:00+01:00");
  made.site_doc.name = "Électroménager Ménilmontant, à côté de l’église; près du métro Père-Lachaise – Gambetta";
  const std::string file = calendar_file(Language::french, made, kNow);
  std::string unfolded;
  for (std::size_t at = 0; at < file.size();) {
    const std::size_t end = file.find("\r\n", at);
    REQUIRE(end != std::string::npos);
    CHECK(end - at <= 75);
    if (at > 0 && file[at] == ' ') unfolded.pop_back(), unfolded += file.substr(at + 1, end - at - 1) + "\n";
    else unfolded += file.substr(at, end - at) + "\n";
    CHECK((static_cast<unsigned char>(file[at]) & 0xC0) != 0x80);
    if (file[at] == ' ') CHECK((static_cast<unsigned char>(file[at + 1]) & 0xC0) != 0x80);
    at = end + 2;
  }
  CHECK(unfolded.find("SUMMARY:Mission : Électroménager Ménilmontant\\, à côté de l’église\\; près du métro Père-Lachaise – Gambetta\n") != std::string::npos);
  CHECK(unfolded.find("DTSTART:20261101T070000Z\nDTEND:20261104T190000Z\n") != std::string::npos);
  CHECK(unfolded.find("DTSTAMP:20261101T080000Z\n") != std::string::npos);
  CHECK(unfolded.find("LOCATION:17\\; rue du Docteur Bouchut\\, Lyon\n") != std::string::npos);
  CHECK(unfolded.find("TRIGGER;RELATED=END:-P1D\n") != std::string::npos);
  CHECK(unfolded.find("TRIGGER;RELATED=END:-PT3H\n") != std::string::npos);
  CHECK(calendar_file(Language::french, mission("?"), kNow).empty());
}

TEST_CASE("a discreet mission says in the calendar neither where nor what it is") {
  Mission made = mission("2026-11-04T20:00:00+01:00");
  made.discreet = true;
  for (const Language language : {Language::french, Language::english}) {
    const std::string file = calendar_file(language, made, kNow);
    for (const char* word : {"Lyon", "Mission", "Bouchut", "LOCATION"}) CHECK(file.find(word) == std::string::npos);
  }
}

TEST_CASE("a mission is put into the calendar by a file that the phone opens") {
  AppScenario s;
  s.start("#/missions");
  s.reply_to("list_missions", R"({"missions":[{"id":"m1","status":"assigned","window":{"from":"2026-11-01T08:00:00+01:00","to":"2026-11-04T20:00:00+01:00"},
    "site_doc":{"id":"a","name":"Arles"},"checklist_ready":true}],"last_pull":null})");
  s.app.put_in_calendar("unknown");
  CHECK_FALSE(s.has("save_file"));
  s.app.put_in_calendar("m1");
  const Json sent = *parse_json(s.expect("save_file").payload);
  CHECK(text_of(sent, "type") == "text/calendar");
  CHECK(text_of(sent, "text").find("BEGIN:VEVENT") != std::string::npos);
}

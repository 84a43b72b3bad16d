#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"
#include "web/app/format.hpp"

using namespace constat;
using namespace constat::app;

namespace {

constexpr std::string_view kComparison = R"({"wave":"w2","waves":[{"id":"w1","title":"Vague 1"},{"id":"w2","title":"Vague 2"}],
 "sites":[{"id":"a","name":"Arles","city":"Arles","region":"Sud"},{"id":"b","name":"Brest","city":"Brest","region":"Ouest"},{"id":"c","name":"Caen"}],
 "rules":{"weights":{"audit":0.4,"nps":0.25,"csat":0.2,"ces":0.15,"fcr":0,"retention":0},"min_coverage":0.6},
 "comparison":{"network":{"index":70.5,"parts":[{"kpi":"nps","score":65.0,"se":1,"n":2,"weight":0.25}]},
  "sites":[{"site":"a","index":{"value":68.2,"se":1,"se_dependent":2,"low":66.2,"high":70.2,"coverage":1,"bounds":[68.2,68.2]},
            "parts":[{"kpi":"nps","score":60,"se":1,"n":40,"weight":0.25,"contribution":-1.25}],"composition":0,"rank":[1,2],"small_sample":false},
           {"site":"b","index":{"value":72.8,"se":1,"se_dependent":2,"low":70.8,"high":74.8,"coverage":0.85,"bounds":[61,76]},
            "parts":[],"composition":0.4,"rank":[1,2],"small_sample":true},
           {"site":"c","index":null,"parts":[],"composition":null,"rank":null,"small_sample":true}],
  "kpis":{"nps":{"label":"nps_0_10","sites":[
     {"site":"a","value":20,"se":3,"low":14,"high":26,"n":40,"rank":[1,2],"small_sample":false,"suppressed":false},
     {"site":"c","value":null,"se":null,"low":null,"high":null,"n":6,"rank":null,"small_sample":true,"suppressed":true}]}}},
 "kpi_labels":{"nps":"nps_0_10"}})";

}  // namespace

TEST_CASE("the comparison keeps what the server computed and orders the rows for reading") {
  AppScenario s;
  s.start("#/compare", "manager");
  s.reply_to("fetch", fetched(kComparison));
  const app::Comparison& comparison = *s.app.state().comparison.value;
  REQUIRE(comparison.rows.size() == 3);
  CHECK(comparison.rows[0].site.id == "b");
  CHECK(comparison.rows[1].site.id == "a");
  CHECK_FALSE(comparison.rows[2].index);
  CHECK(comparison.network_index == std::optional<double>(70.5));
  CHECK(comparison.rows[1].kpis.at("nps").high == std::optional<double>(26));
  CHECK(comparison.rows[1].parts[0].network == std::optional<double>(65));
  CHECK(comparison.has_kpi("nps"));
  CHECK_FALSE(comparison.has_kpi("fcr"));
}

TEST_CASE("a suppressed figure has no value to show, whatever the server sent beside it") {
  AppScenario s;
  s.start("#/compare", "manager");
  s.reply_to("fetch", fetched(kComparison));
  const KpiFigure& figure = s.app.state().comparison.value->rows[2].kpis.at("nps");
  CHECK(figure.suppressed);
  CHECK_FALSE(figure.value);
  CHECK(figure.n == 6);
}

TEST_CASE("choosing a wave takes away the figures of the other one until its own come") {
  AppScenario s;
  s.start("#/compare", "manager");
  s.reply_to("fetch", fetched(kComparison));
  s.app.go({.page = Page::compare, .wave = "w1"});
  CHECK(s.url() == "#/compare?wave=w1");
  CHECK_FALSE(s.app.state().comparison.value);
  CHECK(s.expect("fetch").payload == R"({"path":"/api/v1/comparison?wave=w1"})");
}

TEST_CASE("an answer to an older question is dropped") {
  AppScenario s;
  s.start("#/compare", "manager");
  const StoreRequest old = s.expect("fetch");
  s.app.go({.page = Page::compare, .wave = "w1"});
  s.reply(old, fetched(kComparison));
  CHECK_FALSE(s.app.state().comparison.value);
}

TEST_CASE("a refusal of the server is told in its own words or in ours") {
  AppScenario s;
  s.start("#/compare", "manager");
  s.reply_to("fetch", fetched(R"({"title":"Interdit","status":403,"code":"forbidden"})", 403));
  REQUIRE(s.app.state().comparison.failure);
  CHECK(s.app.state().comparison.failure->code == "not-allowed");
  s.app.refresh();
  s.reply_to("fetch", fetched(R"({"detail":"La base est pleine.","status":507})", 507));
  CHECK(reason(Language::french, *s.app.state().comparison.failure) == "La base est pleine.");
}

TEST_CASE("a session that the server ended leads to signing in") {
  AppScenario s;
  s.start("#/compare", "manager");
  s.reply_to("fetch", fetched(R"({"code":"not-signed-in"})", 401));
  CHECK(s.app.state().session_lost);
  CHECK(s.url() == "#/sign-in");
}

TEST_CASE("why a score is what it is: trace, equality and the smallest change to the pass mark") {
  AppScenario s;
  s.start("#/result/" + std::string(AppScenario::kVisitId), "manager");
  const StoreRequest fetch = s.expect("fetch");
  CHECK(fetch.payload == R"({"path":"/api/v1/visits/)" + std::string(AppScenario::kVisitId) + R"("})");
  const auto opened = *parse_json(AppScenario::opened(R"({"greeted":{"value":"no","comment":"x"},"why":{"value":"y"},"wait":{"value":60},"front":{"value":["sha256:0000000000000000000000000000000000000000000000000000000000000000"]}})", "{}", true));
  const std::string score = R"({"status":"complete","score":66.666667,"uncapped":66.666667,"grade":"b","passed":false,"problems":[]})";
  s.reply(fetch, fetched(R"({"id":")" + std::string(AppScenario::kVisitId) + R"(","received_at":"2026-11-01T10:00:00Z","status":"received","visit":)" +
                         write_json(*opened.find("visit")) + R"(,"checklist":)" + write_json(*opened.find("checklist")) + R"(,"score":)" + score +
                         R"(,"device_score":{"scoring_version":1,"status":"complete","score":66.666667,"uncapped":66.666667,"grade":"b","passed":false},)"
                         R"("score_differs":false,"site":{"id":"a","name":"Arles"},"investigator":{"id":"i","name":"Ana"}})"));
  REQUIRE(s.app.state().explanation);
  const Explanation& why = *s.app.state().explanation;
  CHECK(why.same_as_server);
  CHECK(why.score.score->value == 66666667);
  REQUIRE(why.target);
  CHECK(why.target->at.value == 80000000);
  CHECK_FALSE(why.target->grade);
  REQUIRE(why.target->change.steps.size() == 1);
  CHECK(s.app.state().result.value->device_score->score == s.app.state().result.value->server_score->score);
}

TEST_CASE("figures read as each language writes them") {
  CHECK(percent(Language::french, MicroPercent{72450000}) == "72,5\u202f%");
  CHECK(percent(Language::english, MicroPercent{72449999}) == "72.4%");
  CHECK(points(Language::french, 1500000) == "1,5");
  CHECK(points(Language::english, 2000000) == "2");
  CHECK(signed_number(Language::french, 3.24, 1) == "+3,2");
  CHECK(signed_number(Language::french, 0.01, 1) == "0,0");
  CHECK(kpi_value(Language::english, "nps", 39.917) == "+39.9");
  CHECK(rank(Language::french, {2, 5}) == "2–5");
  CHECK(rank(Language::french, {3, 3}) == "3");
  CHECK(window(Language::french, "2026-11-19", "2026-11-24") == "du 19 nov. au 24 nov. 2026");
  CHECK(window(Language::english, "2026-12-19", "2027-01-02") == "19 Dec 2026 to 2 Jan 2027");
  CHECK(clock_time(95400) == "01:35");
  CHECK(clock_time(3661000) == "1:01:01");
  CHECK(date_time(Language::english, "2026-11-03T10:02:11+01:00") == "3 Nov 2026, 10:02");
  CHECK(ago(Language::french, kStart + 60000, kStart, "+01:00") == "il y a 1 minute");
  CHECK(ago(Language::english, kStart + 7200000, kStart, "+01:00") == "2 hours ago");
  CHECK(ago(Language::english, kStart + 200000000, kStart, "+01:00") == "1 Nov 2026, 09:00");
}

TEST_CASE("every failure that the store can tell has a sentence in both languages") {
  for (const char* code : {"offline", "sign-in-refused", "too-many-attempts", "unsent-visits", "not-saved", "storage-failed", "unknown-visit"})
    for (const Language language : {Language::french, Language::english}) {
      INFO(code);
      CHECK(reason(language, {code, {}, {}}).find(code) == std::string::npos);
    }
  CHECK(reason(Language::english, {"brand-new", {}, {}}).find("brand-new") != std::string::npos);
}

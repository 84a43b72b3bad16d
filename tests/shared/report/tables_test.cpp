#include <catch_amalgamated.hpp>

#include <algorithm>

#include "shared/report/answers.hpp"
#include "shared/report/comparison_tables.hpp"
#include "shared/report/site_document.hpp"
#include "shared/report/visit_document.hpp"
#include "tests/shared/report/reported.hpp"
#include "tests/support/random_checklist.hpp"
#include "tests/support/small_checklist.hpp"

using namespace constat;
using namespace constat::report;
using namespace constat::test;

namespace {

std::size_t column(const Table& table, std::string_view key) {
  const auto& columns = table.sheet.columns;
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& each) { return each.key == key; });
  REQUIRE(found != columns.end());
  return static_cast<std::size_t>(found - columns.begin());
}

bool is_blank(const Cell& cell) { return std::holds_alternative<Blank>(cell); }

Comparison two_sites() {
  Comparison comparison;
  comparison.network_index = 70;
  comparison.network_parts = {{IndexPart::audit, 70, 2, 0.4, 9, {}}};
  SiteComparison good, poor;
  good.site = "good";
  good.index = SiteIndex{80, 2, 2, 76.08, 83.92, 1, 80, 80};
  good.parts = {{IndexPart::audit, 80, 2, 0.4, 5, 10.0}};
  good.rank = RankRange{1, 2};
  poor.site = "poor";
  comparison.sites = {good, poor};
  KpiComparison nps;
  nps.label = "nps_0_10";
  SiteKpi shown, hidden;
  shown.site = "good";
  shown.value = 12.5;
  shown.low = 1;
  shown.high = 24;
  shown.n = 80;
  hidden.site = "poor";
  hidden.value = 99;
  hidden.low = 98;
  hidden.high = 100;
  hidden.n = 4;
  hidden.suppressed = hidden.small_sample = true;
  nps.sites = {shown, hidden};
  nps.pairs = {{"good", "poor", 12, 3, 0.001, 0.002}, {"good", "poor", 1, 0.1, 0.9, 0.9}};
  comparison.kpis["nps"] = nps;
  return comparison;
}

ReportedNetwork network_of(const Comparison& comparison, const IndexRules& rules) {
  ReportedNetwork network;
  network.comparison = &comparison;
  network.rules = &rules;
  network.sites = {{"good", {"Bon", "Lyon", "ara"}}, {"poor", {"Moins bon", "Lille", "hdf"}}};
  network.organisation = "North";
  network.generated_at = "2026-11-22T10:00:00Z";
  network.language = Language::english;
  return network;
}

}  // namespace

TEST_CASE("every row of every table has as many cells as it has columns", "[property]") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Rng rng(seed);
    const auto checklist = std::make_shared<const Checklist>(random_checklist(rng, {}));
    const ReportedVisit visit = reported(checklist, random_visit(rng, *checklist));
    const Wording wording{Language::french, seed % 2 == 0};
    const std::size_t columns = answer_columns(wording).size();
    for (const Row& row : answer_rows(visit, wording)) REQUIRE(row.size() == columns);
  }
  const Comparison comparison = two_sites();
  const IndexRules rules;
  for (const Table& table : workbook_tables(network_of(comparison, rules)))
    for (const Row& row : table.rows) CHECK(row.size() == table.sheet.columns.size());
}

TEST_CASE("one row an answer: hidden and blank questions have none, points stand only beside what counts") {
  const Checklist made = checklist_of({}, {{R"("type":"scale","min":0,"max":4,"na_allowed":true)", R"("type":"text")",
                                            R"("type":"text","visible_if":"${i0} > 3")"}});
  const auto checklist = std::make_shared<const Checklist>(made);
  const std::vector<std::string> ids = {checklist->sections[0].items[0].id.value, checklist->sections[0].items[1].id.value};
  const Visit visit = visit_of(*checklist, {"2", "", ""});
  const std::vector<Row> rows = answer_rows(reported(checklist, visit), {Language::english, true});
  REQUIRE(rows.size() == 1);
  CHECK(std::get<std::string>(rows[0][13]) == ids[0]);
  CHECK(std::get<Integer>(rows[0][16]).value == 2);
}

TEST_CASE("a figure that the screens hide is blank in every table") {
  const Comparison comparison = two_sites();
  const IndexRules rules;
  const ReportedNetwork network = network_of(comparison, rules);
  for (const Table& table : {kpis_table(network), kpi_table(network, "nps")}) {
    const auto hidden = std::find_if(table.rows.begin(), table.rows.end(), [&](const Row& row) {
      return std::get<std::string>(row[column(table, "site")]) == "poor";
    });
    REQUIRE(hidden != table.rows.end());
    for (const char* key : {"value", "low", "high", "shrunk"}) CHECK(is_blank((*hidden)[column(table, key)]));
    CHECK(std::get<Integer>((*hidden)[column(table, "n")]).value == 4);
    CHECK(std::get<std::string>((*hidden)[column(table, "note")]) == "hidden, too few answers");
  }
  const Table sites = sites_table(network);
  CHECK(is_blank(sites.rows[1][column(sites, "index")]));
  CHECK(plain_text(std::get<Fixed>(sites.rows[0][column(sites, "index")])) == "80");
}

TEST_CASE("only differences that hold are told, the site above first") {
  const Comparison comparison = two_sites();
  const IndexRules rules;
  const Table table = differences_table(network_of(comparison, rules));
  REQUIRE(table.rows.size() == 1);
  CHECK(std::get<std::string>(table.rows[0][column(table, "better")]) == "good");
}

TEST_CASE("a site that the reader may not see is in no table") {
  const Comparison comparison = two_sites();
  const IndexRules rules;
  ReportedNetwork network = network_of(comparison, rules);
  network.sites.erase("poor");
  for (const Table& table : workbook_tables(network))
    for (const Row& row : table.rows)
      for (const Cell& cell : row)
        if (const auto* text = std::get_if<std::string>(&cell)) CHECK(*text != "poor");
  CHECK(differences_table(network).rows.empty());
}

TEST_CASE("a question in which two visits lost points is a weakness; one visit is none") {
  const auto checklist = std::make_shared<const Checklist>(
      checklist_of({}, {{R"("type":"scale","min":0,"max":4)", R"("type":"scale","min":0,"max":4)"}}));
  std::vector<ReportedVisit> visits;
  visits.push_back(reported(checklist, visit_of(*checklist, {"1", "4"})));
  visits.push_back(reported(checklist, visit_of(*checklist, {"3", "3"})));
  ReportedVisit uncounted = reported(checklist, visit_of(*checklist, {"0", "0"}));
  uncounted.official = false;
  visits.push_back(uncounted);
  const std::vector<Weakness> found = weaknesses_of(visits, Language::english);
  REQUIRE(found.size() == 1);
  CHECK(found[0].lost == 2);
  CHECK(found[0].asked == 2);
  CHECK(found[0].share == 50);
}

TEST_CASE("decimals are exact and without idle zeros") {
  CHECK(plain_text({-1250, 2}) == "-12.5");
  CHECK(plain_text({5, 3}) == "0.005");
  CHECK(plain_text({-5, 1}) == "-0.5");
  CHECK(plain_text({700, 2}) == "7");
  CHECK(plain_text({0, 6}) == "0");
  CHECK(plain_text(std::get<Fixed>(decimal_cell("3.14"))) == "3.14");
  CHECK(std::get<Integer>(decimal_cell("42")).value == 42);
  CHECK(std::get<std::string>(decimal_cell("0.12345678901")) == "0.12345678901");
  CHECK(plain_text(std::get<Fixed>(probability_cell(1e-30))) == "0.000000001");
  CHECK(plain_text(std::get<Fixed>(probability_cell(0.05))) == "0.05");
  CHECK(is_blank(decimal_cell(std::optional<double>())));
  CHECK(std::holds_alternative<std::string>(moment_cell("yesterday")));
}

TEST_CASE("a report that says fail says which mark was missed, and never that a reached one was not") {
  const char* kScale = R"("type":"scale","min":0,"max":10)";
  const auto remarks = [](const Checklist& checklist, const std::vector<std::string>& answers) {
    const Document document = visit_document(reported(std::make_shared<const Checklist>(checklist), visit_of(checklist, answers)), "North", "2026-11-22T10:00:00Z", Language::english);
    for (const auto& block : document.blocks)
      if (const auto* headline = std::get_if<Headline>(&block)) return headline->remarks;
    return std::vector<std::string>();
  };
  const auto has = [](const std::vector<std::string>& said, const std::string& one) { return std::find(said.begin(), said.end(), one) != said.end(); };
  SmallRules rules;
  rules.pass_mark = "80";
  const Checklist sections = checklist_of(rules, {{kScale}, {kScale}}, {}, {"70", ""});
  // 16 of 20 reach the visit's mark; the first section, 6 of 10, not its own.
  auto said = remarks(sections, {"6", "10"});
  CHECK(has(said, "Pass mark of 80% reached"));
  CHECK(std::any_of(said.begin(), said.end(), [](const std::string& each) { return each.find("section under its pass mark") != std::string::npos && each.find("60.0% of 70%") != std::string::npos; }));
  said = remarks(sections, {"7", "2"});
  CHECK(has(said, "Pass mark of 80% not reached"));
  CHECK(std::none_of(said.begin(), said.end(), [](const std::string& each) { return each.find("section") != std::string::npos; }));
  said = remarks(sections, {"10", "10"});
  CHECK(has(said, "Pass mark of 80% reached"));

  const Checklist critical = checklist_of(rules, {{R"("type":"choice","choices":[{"id":"yes","points":1},{"id":"no","points":0}],"critical":{"scope":"visit","when":". = 'no'"})", kScale}});
  said = remarks(critical, {"\"no\"", "10"});
  CHECK(has(said, "Fail: a critical item was triggered"));
  CHECK(has(said, "Pass mark of 80% reached"));  // 10 of 11
}

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

#include "backend/cli/export_command.hpp"
#include "backend/cli/report_command.hpp"
#include "backend/export/csv_writer.hpp"
#include "backend/export/sheet_names.hpp"
#include "backend/export/table_writer.hpp"
#include "shared/base/rng.hpp"
#include "shared/survey/csv.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/other_readers.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server::exports;
using Doc = nlohmann::json;

namespace {

const std::vector<std::string> kTexts = {"=SUM(A1:A9)", "+33 1 23", "-5 %", "@import", "\ttab", "\nline", "'=1", "''+", "'tis", "plain",
                                         "a \"quote\"", "two\nlines", "cr\r\nlf", "semi;colon", "com,ma", " space ", "\u00e9t\u00e9 \u20ac",
                                         "\U0001F600 emoji", "\uff1dfull", "'", "", "1,5", "007"};

report::Table random_table(Rng& rng) {
  report::Table table;
  table.sheet.key = "t";
  table.sheet.name = "Table [1]: a/b";
  const std::size_t columns = 1 + rng.below(6);
  for (std::size_t i = 0; i < columns; ++i)
    table.sheet.columns.push_back({"c" + std::to_string(i), "Title \u00e9 " + std::to_string(i), report::Kind::text, report::Total::none});
  for (std::size_t r = rng.below(20); r > 0; --r) {
    report::Row row;
    for (std::size_t i = 0; i < columns; ++i) {
      switch (rng.below(8)) {
        case 0: row.emplace_back(report::Blank{}); break;
        case 1: row.emplace_back(report::Integer{static_cast<std::int64_t>(rng.below(2'000'000)) - 1'000'000}); break;
        case 2: row.push_back(report::decimal_cell(std::optional<double>(static_cast<double>(rng.below(1'000'000)) / 1000 - 500))); break;
        case 3: row.emplace_back(MicroPercent{static_cast<std::int64_t>(rng.below(100'000'001))}); break;
        case 4: row.emplace_back(report::Day{static_cast<std::int64_t>(rng.below(40'000))}); break;
        case 5: row.emplace_back(report::Moment{"2026-11-03T10:02:11+01:00"}); break;
        default: row.push_back(report::text_cell(kTexts[rng.below(kTexts.size())]));
      }
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string written(const report::Table& table, Format format, const Style& style) {
  StringSink sink;
  const auto writer = make_table_writer(format, style, sink);
  report::write_table(table, *writer);
  writer->finish();
  return std::move(sink.bytes);
}

// What was neutralised, as it was.
std::string restored(const std::string& text) { return !text.empty() && text[0] == '\'' && neutralised(text.substr(1)) == text ? text.substr(1) : text; }

std::string comma_for_point(std::string text) {
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string expected(const report::Cell& cell, bool decimal_comma) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* integer = std::get_if<report::Integer>(&cell)) return std::to_string(integer->value);
  if (const auto* fixed = std::get_if<report::Fixed>(&cell)) return decimal_comma ? comma_for_point(report::plain_text(*fixed)) : report::plain_text(*fixed);
  if (const auto* percent = std::get_if<MicroPercent>(&cell)) return decimal_comma ? comma_for_point(to_string(*percent)) : to_string(*percent);
  if (const auto* day = std::get_if<report::Day>(&cell)) return day->value == 0 ? "1970-01-01" : std::string();
  return std::holds_alternative<report::Moment>(cell) ? "2026-11-03 10:02:11" : "";
}

// Two visits of "north" with texts that files stumble over.
void push_visits(TestServer& fixture) {
  Client investigator = fixture.signed_in("investigator");
  REQUIRE(investigator.push(visit_id(1), 1, submission(visit_id(1), "north-investigator", "lyon", "",
      R"({"greeted":{"value":"yes","comment":"=HYPERLINK(\"x\";\"y\")\n\u00c9t\u00e9; \ud83d\ude00"},"smile":{"value":2}})")).status == 201);
  REQUIRE(investigator.push(visit_id(2), 1, submission(visit_id(2), "north-investigator", "lille")).status == 201);
}

std::vector<std::vector<std::string>> read_csv(const std::string& bytes, char delimiter) {
  REQUIRE(bytes.substr(0, 3) == "\xef\xbb\xbf");
  CsvReader reader(std::string_view(bytes).substr(3), delimiter);
  std::vector<std::vector<std::string>> rows;
  for (CsvRecord record; reader.next(record, rows.empty() ? 0 : rows[0].size());)
    if (!record.is_empty_line()) rows.push_back(record.fields);
  return rows;
}

}  // namespace

TEST_CASE("a CSV file reads back cell by cell, and no text in it begins a formula", "[property]") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Rng rng(seed);
    report::Table table = random_table(rng);
    // A row of one empty field looks like an empty line.
    table.sheet.columns.push_back({"last", "last", report::Kind::integer, report::Total::none});
    for (report::Row& row : table.rows) row.emplace_back(report::Integer{7});
    const bool french = rng.below(2) == 0;
    const Style style{french ? Language::french : Language::english, false, '\0'};
    const auto rows = read_csv(written(table, Format::csv, style), french ? ';' : ',');
    INFO("seed " << seed);
    REQUIRE(rows.size() == table.rows.size() + 1);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      REQUIRE(rows[r + 1].size() == table.rows[r].size());
      for (std::size_t i = 0; i < table.rows[r].size(); ++i) {
        const std::string& field = rows[r + 1][i];
        if (std::holds_alternative<std::string>(table.rows[r][i]))
          REQUIRE((field.empty() || std::string_view("=+-@\t\r\n").find(field[0]) == std::string_view::npos));
        if (!std::holds_alternative<report::Day>(table.rows[r][i])) REQUIRE(restored(field) == expected(table.rows[r][i], french));
      }
    }
  }
}

TEST_CASE("JSON Lines hold the same values, numbers as numbers and moments with their offset") {
  report::Table table;
  table.sheet.columns = {{"a", "A", report::Kind::text, report::Total::none}, {"b", "B", report::Kind::percent, report::Total::none},
                         {"c", "C", report::Kind::moment, report::Total::none}, {"d", "D", report::Kind::decimal, report::Total::none}};
  table.rows = {{std::string("=1 \"\n"), MicroPercent{72'500'000}, report::Moment{"2026-11-03T10:02:11+01:00"}, report::Blank{}}};
  const Doc row = Doc::parse(written(table, Format::jsonl, {}));
  CHECK(row == Doc{{"a", "=1 \"\n"}, {"b", 72.5}, {"c", "2026-11-03T10:02:11+01:00"}, {"d", nullptr}});
}

TEST_CASE("names of sheets are such as spreadsheets take") {
  SheetNames names;
  CHECK(names.add("a/b[c]:d*e?f\\g") == "a-b-c--d-e-f-g");
  CHECK(names.add("A-B-C--d-e-f-g") == "A-B-C--d-e-f-g (2)");
  const std::string long_name = names.add("Satisfaction des clients au comptoir, de 1 \u00e0 5");
  CHECK(long_name.size() == 31);
  CHECK(names.add("'quoted'") == "quoted");
}

TEST_CASE("a workbook read by another library has the same values, and its texts are no formulas") {
  if (!can_read_workbooks()) SKIP("python3-openpyxl is not installed");
  report::Table table;
  table.sheet.name = "Donn\u00e9es";
  table.sheet.columns = {{"t", "Texte", report::Kind::text, report::Total::none},
                         {"i", "Entier", report::Kind::integer, report::Total::sum},
                         {"p", "Part", report::Kind::percent, report::Total::mean},
                         {"d", "Date", report::Kind::date, report::Total::none},
                         {"m", "Moment", report::Kind::moment, report::Total::none},
                         {"f", "D\u00e9cimal", report::Kind::decimal, report::Total::none}};
  for (const std::string& text : kTexts)
    table.rows.push_back({report::text_cell(text), report::Integer{3}, MicroPercent{72'413'793}, report::Day{20'760},
                          report::Moment{"2026-11-03T10:02:11+01:00"}, report::Fixed{-1250, 2}});
  const Doc book = read_workbook(written(table, Format::xlsx, {}));
  REQUIRE(book.size() == 1);
  const Doc& sheet = book[0];
  CHECK(sheet["name"] == "Donn\u00e9es");
  CHECK(sheet["frozen"] == "B2");
  CHECK(sheet["filter"] == "A1:F" + std::to_string(kTexts.size() + 1));
  CHECK(sheet["rows"][0] == Doc{"Texte", "Entier", "Part", "Date", "Moment", "D\u00e9cimal"});
  for (std::size_t i = 0; i < kTexts.size(); ++i) {
    const Doc& row = sheet["rows"][i + 1];
    INFO(kTexts[i]);
    // A line break is one line feed in a cell.
    const std::string text = kTexts[i] == "cr\r\nlf" ? "cr\nlf" : kTexts[i];
    CHECK(row[0] == (text.empty() ? Doc(nullptr) : Doc(text)));
    CHECK(row[1] == 3);
    CHECK(row[2].get<double>() == Catch::Approx(0.72413793).epsilon(1e-15));
    CHECK(row[3] == "2026-11-03T00:00:00");
    CHECK(row[4] == "2026-11-03T10:02:11");
    CHECK(row[5] == -12.5);
  }
  CHECK(sheet["formulas"] == Doc{"=SUBTOTAL(109,B2:B" + std::to_string(kTexts.size() + 1) + ")",
                                 "=SUBTOTAL(101,C2:C" + std::to_string(kTexts.size() + 1) + ")"});
}

TEST_CASE("a sheet shows its texts whole: columns as wide as what stands in them, rows as high as their lines") {
  if (!can_read_workbooks()) SKIP("python3-openpyxl is not installed");
  const std::string name = "Mirabelle Saint-\u00c9tienne Ch\u00e2teaucreux, galerie basse";
  std::string novel;
  for (int i = 0; i < 40; ++i) novel += "L\u2019accueil \u00e9tait chaleureux. ";
  report::Table table;
  table.sheet.name = "Sites";
  table.sheet.columns = {{"s", "Site", report::Kind::text, report::Total::none}, {"n", "n", report::Kind::integer, report::Total::none}, {"c", "Commentaire", report::Kind::long_text, report::Total::none}};
  table.rows = {{name, report::Integer{3}, std::string("court")}, {std::string("Lyon"), report::Integer{4}, novel}, {std::string("Nice"), report::Integer{4}, std::string("un\ndeux\ntrois")}};
  const Doc sheet = read_workbook(written(table, Format::xlsx, {}))[0];
  const auto signs = [](const std::string& text) { return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }); };
  CHECK(sheet["widths"][0].get<double>() > static_cast<double>(signs(name)));
  CHECK(sheet["widths"][1].get<double>() < 20);
  CHECK(sheet["widths"][2].get<double>() < 60);  // long texts are broken into lines
  CHECK(sheet["heights"][1].is_null());
  CHECK(sheet["heights"][2].get<double>() > 15 * static_cast<double>(signs(novel)) / sheet["widths"][2].get<double>());
  CHECK(sheet["heights"][2].get<double>() <= 409);
  CHECK(sheet["heights"][3].get<double>() == Catch::Approx(3 * 15.5));
  CHECK(sheet["across"].is_null());  // one page wide is what is not said

  report::Table wide;
  for (int i = 0; i < 60; ++i) wide.sheet.columns.push_back({"c" + std::to_string(i), "Column " + std::to_string(i), report::Kind::decimal, report::Total::none});
  wide.sheet.name = "wide";
  wide.rows.push_back(report::Row(60, report::Cell(report::Integer{1})));
  const Doc page = read_workbook(written(wide, Format::xlsx, {}))[0];
  CHECK(page["across"].get<int>() >= 4);
  CHECK(page["repeated"] == "$A:$A");
}

TEST_CASE("the same visits come out of the routes in every format, as attachments") {
  TestServer fixture;
  push_visits(fixture);
  Client client = fixture.signed_in("manager");
  const Reply csv = client.get("/api/v1/exports/visits.csv?lang=fr&codes=1");
  REQUIRE(csv.status == 200);
  CHECK(csv.header("content-disposition").rfind("attachment; filename=\"constat-visits-", 0) == 0);
  CHECK(csv.header("x-content-type-options") == "nosniff");
  CHECK(csv.header("content-type") == "text/csv; charset=utf-8");
  const auto rows = read_csv(csv.body, ';');
  REQUIRE(rows.size() == 3);
  std::map<std::string, std::string> lyon;
  for (std::size_t i = 0; i < rows[0].size(); ++i) lyon[rows[0][i]] = rows[rows[1][1] == "lyon" ? 1 : 2][i];
  CHECK(lyon["_score"] == "75");
  CHECK(lyon["_official"] == "1");
  CHECK(lyon["greeted"] == "yes");
  CHECK(restored(lyon["greeted.comment"]) == "=HYPERLINK(\"x\";\"y\")\n\u00c9t\u00e9; \U0001F600");
  CHECK(lyon["smile.points"] == "2");

  const Reply lines = client.get("/api/v1/exports/answers.jsonl");
  REQUIRE(lines.status == 200);
  CHECK(std::count(lines.body.begin(), lines.body.end(), '\n') == 4);
  const Doc first = Doc::parse(lines.body.substr(0, lines.body.find('\n')));
  CHECK(first["item"] == "greeted");
  CHECK(first["points"] == 1);
  CHECK(client.get("/api/v1/exports/comparison.csv?table=kpis").status == 200);
  CHECK(client.get("/api/v1/exports/comparison.csv?table=none").status == 400);
  CHECK(client.get("/api/v1/exports/comparison.xlsx").body.substr(0, 2) == "PK");
  CHECK(client.get("/api/v1/exports/visits.csv?wave=never").status == 404);
  CHECK(client.get("/api/v1/exports/visits.csv?checklist=never").status == 404);
  CHECK(client.get("/api/v1/exports/visits.pdf").status == 404);
}

TEST_CASE("a site manager exports the own sites and no other") {
  TestServer fixture;
  push_visits(fixture);
  Client client = fixture.signed_in("site_manager");
  for (const char* file : {"visits.csv", "answers.csv", "comparison.csv", "comparison.csv?table=kpis", "visits.jsonl"}) {
    const Reply answer = client.get(std::string("/api/v1/exports/") + file);
    INFO(file);
    REQUIRE(answer.status == 200);
    CHECK(answer.body.find("lyon") != std::string::npos);
    CHECK(answer.body.find("lille") == std::string::npos);
  }
  CHECK(client.get("/api/v1/visits/" + visit_id(1) + "/report.pdf").status == 200);
  CHECK(client.get("/api/v1/visits/" + visit_id(2) + "/report.pdf").status == 404);
  CHECK(client.get("/api/v1/sites/lyon/scorecard.pdf").status == 200);
  CHECK(client.get("/api/v1/sites/lille/scorecard.pdf").status == 404);
}

TEST_CASE("a report says its figures in words with their accents, in fonts that are part of it") {
  TestServer fixture;
  push_visits(fixture);
  Client client = fixture.signed_in("reviewer");
  const Reply french = client.get("/api/v1/visits/" + visit_id(1) + "/report.pdf?lang=fr");
  REQUIRE(french.status == 200);
  CHECK(french.header("content-type") == "application/pdf");
  CHECK(french.header("content-disposition") == "attachment; filename=\"constat-visit-lyon-2026-11-03.pdf\"");
  if (!can_read_pages()) SKIP("poppler-utils is not installed");
  const Pages pages = read_pages(french.body);
  // The narrow space before the sign is drawn as the font's space, and read back as one.
  for (const char* words : {"Rapport de visite", "75,0 %", "Salu\u00e9", "Fa\u00e7ade", "\u00c9t\u00e9", "Page 1 / 1", "2 sur 3"}) {
    INFO(words << "\n" << pages.text);
    CHECK(pages.text.find(words) != std::string::npos);
  }
  CHECK(pages.fonts == pages.embedded);
  CHECK(pages.fonts > 0);
  CHECK(pages.tagged);
  const Pages english = read_pages(client.get("/api/v1/visits/" + visit_id(1) + "/report.pdf", {{"Accept-Language", "en"}}).body);
  CHECK(english.text.find("Visit report") != std::string::npos);
  CHECK(english.text.find("75.0%") != std::string::npos);
  const Pages site = read_pages(fixture.signed_in("manager").get("/api/v1/sites/lyon/scorecard.pdf?lang=en").body);
  CHECK(site.text.find("Site scorecard") != std::string::npos);
  CHECK(site.text.find("Visits that count") != std::string::npos);
}

TEST_CASE("the commands write whole files, or none and say why") {
  TestServer fixture;
  push_visits(fixture);
  const std::string data = (fixture.folder() / "data").string();
  const auto file = [&](const std::string& name) { return (fixture.folder() / name).string(); };
  CHECK(run(export_command(), {"visits", "--data", data, "--organisation", "north", "--output", file("busy.csv")}).code == kExitBadInput);
  fixture.application().stop();
  const std::string copy = file("copy");
  std::filesystem::copy(data, copy, std::filesystem::copy_options::recursive);

  const Outcome good = run(export_command(), {"visits", "--data", copy, "--organisation", "north", "--output", file("v.csv")});
  CHECK(good.code == kExitGood);
  CHECK(good.out == "2 rows written to " + file("v.csv") + "\n");
  std::ifstream in(file("v.csv"), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  CHECK(read_csv(bytes, ',').size() == 3);
  CHECK(run(export_command(), {"answers", "--data", copy, "--organisation", "north", "--format", "jsonl", "--output", "-"}).out.find("\"item\":\"greeted\"") != std::string::npos);
  CHECK(run(report_command(), {"visit", visit_id(1), "--data", copy, "--organisation", "north", "--output", file("v.pdf")}).code == kExitGood);
  CHECK(run(report_command(), {"site", "lyon", "--data", copy, "--organisation", "north", "--output", file("s.pdf")}).code == kExitGood);

  CHECK(run(export_command(), {"visits", "--data", copy, "--output", file("which.csv")}).err.find("several organisations") != std::string::npos);
  const Outcome absent = run(export_command(), {"visits", "--data", copy, "--organisation", "north", "--wave", "w9", "--output", file("absent.csv")});
  CHECK(absent.code == kExitBadInput);
  CHECK(absent.err.find("w9") != std::string::npos);
  CHECK(run(report_command(), {"visit", "nobody", "--data", copy, "--organisation", "north", "--output", file("none.pdf")}).code == kExitBadInput);
  const Outcome nowhere = run(export_command(), {"visits", "--data", copy, "--organisation", "north", "--output", file("no/such/folder.csv")});
  CHECK(nowhere.code == kExitBadInput);
  CHECK(nowhere.err.find("no/such/folder.csv") != std::string::npos);
  CHECK(run(export_command(), {"everything", "--data", copy, "--output", file("x.csv")}).code == kExitBadUsage);
  for (const auto& entry : std::filesystem::directory_iterator(fixture.folder())) {
    const std::string name = entry.path().filename().string();
    CHECK(name.find("unfinished") == std::string::npos);
    CHECK(name != "absent.csv");
    CHECK(name != "none.pdf");
  }
}

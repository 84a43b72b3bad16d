#include "shared/survey/csv.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/rng.hpp"

namespace constat {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows read_all(std::string_view text, char delimiter = ',') {
  CsvReader reader(text, delimiter);
  CsvRecord record;
  Rows rows;
  std::size_t width = 0;
  while (reader.next(record, width)) {
    if (rows.empty()) width = record.fields.size();
    rows.push_back(record.fields);
  }
  return rows;
}

std::string in_quotes(const std::string& field) {
  std::string out = "\"";
  for (const char c : field) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

}  // namespace

TEST_CASE("CSV is read as RFC 4180 writes it", "[csv]") {
  CHECK(read_all("a,b\r\n1,2\r\n") == Rows{{"a", "b"}, {"1", "2"}});
  CHECK(read_all("a,b\n1,2") == Rows{{"a", "b"}, {"1", "2"}});
  CHECK(read_all("a,b\r1,2\r") == Rows{{"a", "b"}, {"1", "2"}});
  CHECK(read_all("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n") == Rows{{"a", "b"}, {"x,y", "say \"hi\""}});
  CHECK(read_all("a,b\n\"two\r\nlines\",2\n3,4\n") == Rows{{"a", "b"}, {"two\r\nlines", "2"}, {"3", "4"}});
  CHECK(read_all("a,b\n,\n\"\",\"\"\n") == Rows{{"a", "b"}, {"", ""}, {"", ""}});
  CHECK(read_all("") == Rows{});
}

TEST_CASE("quotes inside a field and spaces after a closing quote are forgiven", "[csv]") {
  CHECK(read_all("a,b\n\"He said \"hi\" twice\",2\n") == Rows{{"a", "b"}, {"He said \"hi\" twice", "2"}});
  CHECK(read_all("a,b\n\"x\" ,2\n") == Rows{{"a", "b"}, {"x", "2"}});
  CHECK(read_all("a,b\n5\" pipe,2\n") == Rows{{"a", "b"}, {"5\" pipe", "2"}});
}

TEST_CASE("a quote that is never closed costs its own line only", "[csv]") {
  SECTION("with no other quote in the file") {
    CHECK(read_all("a,b\n1,\"x\n2,y\n3,z\n") == Rows{{"a", "b"}, {"1", "\"x"}, {"2", "y"}, {"3", "z"}});
  }
  SECTION("with quoted fields after it") {
    CHECK(read_all("a,b\n1,\"x\n2,\"y\"\n3,\"z\"\n") == Rows{{"a", "b"}, {"1", "\"x"}, {"2", "y"}, {"3", "z"}});
  }
  SECTION("with every field quoted") {
    CHECK(read_all("a,b\n\"1\",\"x\n\"2\",\"y\"\n\"3\",\"z\"\n") ==
          Rows{{"a", "b"}, {"1", "\"x"}, {"2", "y"}, {"3", "z"}});
  }
  SECTION("the fields after it on its line are kept where the line has them all") {
    CHECK(read_all("a,b,c\n1,\"x,7\n2,y,8\n") == Rows{{"a", "b", "c"}, {"1", "\"x", "7"}, {"2", "y", "8"}});
  }
  SECTION("on the last line") { CHECK(read_all("a,b\n1,2\n3,\"x") == Rows{{"a", "b"}, {"1", "2"}, {"3", "\"x"}}); }
  SECTION("the record says which field it was") {
    CsvReader reader("1,\"x\n2,y\n", ',');
    CsvRecord record;
    REQUIRE(reader.next(record, 2));
    CHECK(record.unclosed_quote == std::size_t{1});
    REQUIRE(reader.next(record, 2));
    CHECK_FALSE(record.unclosed_quote.has_value());
  }
}

TEST_CASE("the delimiter is the one under which the wanted columns are found", "[csv]") {
  CHECK(sniff_delimiter("site;nps\na;9\n", {"nps"}) == ';');
  CHECK(sniff_delimiter("site\tnps\na\t9\n", {"nps"}) == '\t');
  CHECK(sniff_delimiter("site|nps\na|9\n", {"nps"}) == '|');
  CHECK(sniff_delimiter("site,nps\na,9\n", {"nps"}) == ',');
  CHECK(sniff_delimiter("nps\n9\n", {"nps"}) == ',');
  CHECK(sniff_delimiter("", {"nps"}) == ',');
  // More commas than semicolons, and still a semicolon file.
  CHECK(sniff_delimiter("site;nps;a, b, c, d\nx;9;\"1, 2\"\n", {"site", "nps"}) == ';');
  // Nothing wanted is there: rows as wide as the header decide.
  CHECK(sniff_delimiter("site;mark\na;4,5\nb;3,5\n", {"nps"}) == ';');
}

TEST_CASE("whatever is written as CSV is read back", "[csv][property]") {
  constexpr char kAlphabet[] = {'a', '"', ',', ';', '\t', '|', '\n', '\r', ' ', '\'', '\xc3', '9'};
  constexpr char kDelimiters[] = {',', ';', '\t', '|'};
  Rng rng(4180);
  for (int round = 0; round < 3000; ++round) {
    const char delimiter = kDelimiters[rng.below(4)];
    const std::string line_end = rng.chance(50) ? "\r\n" : "\n";
    const std::size_t width = 2 + rng.below(4);
    Rows rows;
    std::string text;
    for (std::uint64_t row = 0, count = 1 + rng.below(5); row < count; ++row) {
      std::vector<std::string> fields;
      for (std::size_t column = 0; column < width; ++column) {
        std::string field;
        for (std::uint64_t i = rng.below(7); i > 0; --i) field += kAlphabet[rng.below(sizeof kAlphabet)];
        text += (column ? std::string(1, delimiter) : "") + in_quotes(field);
        fields.push_back(std::move(field));
      }
      text += line_end;
      rows.push_back(std::move(fields));
    }
    INFO(text);
    REQUIRE(read_all(text, delimiter) == rows);
  }
}

TEST_CASE("no input stops the reader or makes it read past the end", "[csv][property]") {
  constexpr char kAlphabet[] = {'"', ',', '\n', '\r', 'a', '"'};
  Rng rng(77);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::uint64_t i = rng.below(24); i > 0; --i) text += kAlphabet[rng.below(sizeof kAlphabet)];
    std::size_t letters = 0, read = 0;
    for (const char c : text) letters += c == 'a' ? 1 : 0;
    for (const auto& row : read_all(text)) {
      for (const std::string& field : row) {
        for (const char c : field) read += c == 'a' ? 1 : 0;
      }
    }
    INFO(text);
    REQUIRE(read == letters);  // every letter comes out exactly once
  }
}

}  // namespace constat

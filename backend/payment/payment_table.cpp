#include "backend/payment/payment_table.hpp"

#include <map>

namespace constat::server {
namespace {

using namespace report;

constexpr int kCentPlaces = 2;

Sheet sheet_of(Language language) {
  struct Named {
    const char* key;
    Kind kind;
    Total total;
  };
  static constexpr Named kColumns[] = {
      {"statement", Kind::text, Total::none},       {"status", Kind::text, Total::none},     {"investigator_id", Kind::text, Total::none},
      {"investigator", Kind::text, Total::none},    {"kind", Kind::text, Total::none},       {"amount", Kind::decimal, Total::sum},
      {"currency", Kind::text, Total::none},        {"stated", Kind::decimal, Total::none},  {"visit", Kind::text, Total::none},
      {"site_id", Kind::text, Total::none},         {"site", Kind::text, Total::none},       {"mission", Kind::text, Total::none},
      {"wave", Kind::text, Total::none},            {"visited_at", Kind::moment, Total::none}, {"dated", Kind::date, Total::none},
      {"period_from", Kind::date, Total::none},     {"period_to", Kind::date, Total::none},  {"paid_on", Kind::date, Total::none},
      {"reference", Kind::text, Total::none},       {"reason", Kind::long_text, Total::none}};
  Sheet sheet{"payments", std::string(text(language, "payment.sheet")), {}};
  for (const Named& column : kColumns)
    sheet.columns.push_back({column.key, std::string(text(language, std::string("payment.column.") + column.key)), column.kind, column.total});
  return sheet;
}

Cell cents_cell(std::int64_t cents) { return Fixed{cents, kCentPlaces}; }

struct Names {
  std::map<std::string, std::string> people, sites;
  std::map<std::string, PaymentStatement> statements;
};

Names names_of(Reader& reader) {
  Names names;
  for (const User& user : reader.users()) names.people[user.id.value] = user.name;
  for (const Site& site : reader.sites()) names.sites[site.id.value] = site.name;
  for (PaymentStatement& statement : reader.payment_statements({})) names.statements.emplace(statement.id, std::move(statement));
  return names;
}

std::string name_in(const std::map<std::string, std::string>& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() ? id : found->second;
}

std::string word(const exports::Style& style, std::string_view area, std::string_view code) {
  if (style.codes) return std::string(code);
  return std::string(text(style.language, "payment." + std::string(area) + "." + std::string(code)));
}

Row row_of(const Amount& amount, const Names& names, const exports::Style& style) {
  const PaymentLine& line = amount.line;
  const auto found = names.statements.find(line.statement);
  const PaymentStatement statement = found == names.statements.end() ? PaymentStatement() : found->second;
  Row row{text_cell(line.statement), text_cell(word(style, "status", to_string(amount.status))), text_cell(line.investigator.value),
          text_cell(name_in(names.people, line.investigator.value)), text_cell(word(style, "kind", line.kind)), cents_cell(line.cents),
          text_cell(kCurrency), line.kind == "expenses" ? cents_cell(line.stated) : Cell(Blank{}), text_cell(line.visit.value),
          text_cell(line.site.value), text_cell(name_in(names.sites, line.site.value)), text_cell(line.mission.value),
          text_cell(amount.wave.value), moment_cell(amount.visited_at), amount.day ? Cell(Day{*amount.day}) : Cell(Blank{}),
          date_cell(statement.period_from), date_cell(statement.period_to), date_cell(statement.paid_on), text_cell(statement.reference),
          text_cell(line.reason)};
  return row;
}

}  // namespace

std::size_t write_payments(Reader& reader, const PaymentExport& wanted, exports::ByteSink& out) {
  const Names names = names_of(reader);
  const auto writer = exports::make_table_writer(exports::Format::csv, wanted.style, out);
  std::size_t rows = 0;
  writer->begin(sheet_of(wanted.style.language));
  for (const Amount& amount : amounts(reader, wanted.filter).amounts) {
    if (wanted.status && amount.status != *wanted.status) continue;
    writer->row(row_of(amount, names, wanted.style));
    ++rows;
  }
  writer->end();
  writer->finish();
  return rows;
}

}  // namespace constat::server

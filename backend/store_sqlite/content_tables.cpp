#include "backend/store_sqlite/content_tables.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <map>
#include <utility>

#include "backend/store_sqlite/stamps.hpp"
#include "backend/store_sqlite/sums.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server::sqlite {
namespace {

ColumnType type_of(const std::string& declared) {
  if (declared == "INTEGER") return ColumnType::integer;
  return declared == "REAL" ? ColumnType::real : ColumnType::text;
}

ContentTable describe(Database& database, const std::string& name) {
  ContentTable table{name, {}, {}};
  std::map<std::int64_t, std::string> key;
  auto row = database.prepare("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid");
  row.bind(name);
  std::string columns;
  while (row.step()) {
    table.columns.push_back({row.text(0), type_of(row.text(1))});
    columns += (columns.empty() ? "" : ", ") + row.text(0);
    if (row.integer(2) > 0) key[row.integer(2)] = row.text(0);
  }
  std::string order;
  for (const auto& [place, column] : key) order += (order.empty() ? "" : ", ") + column;
  table.rows_in_key_order = "SELECT " + columns + " FROM " + name + " ORDER BY " + order;
  return table;
}

void add_number(Sha256& hash, std::uint64_t value) {
  char bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(value >> (8 * i) & 255);
  hash.update(std::string_view(bytes, sizeof bytes));
}

void add_text(Sha256& hash, std::string_view text) {
  add_number(hash, text.size());
  hash.update(text);
}

void add_value(Sha256& hash, const Statement& row, int index, ColumnType type) {
  if (row.is_null(index)) return hash.update("n");
  switch (type) {
    case ColumnType::integer:
      hash.update("i");
      return add_number(hash, static_cast<std::uint64_t>(row.integer(index)));
    case ColumnType::real: {
      std::uint64_t bits = 0;
      const double value = row.real(index);
      std::memcpy(&bits, &value, sizeof bits);
      hash.update("r");
      return add_number(hash, bits);
    }
    case ColumnType::text:
      hash.update("t");
      return add_text(hash, row.text(index));
  }
}

}  // namespace

std::vector<ContentTable> content_tables(Database& database) {
  std::vector<std::string> names;
  {
    auto row = database.prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT IN ('session', 'ledger') ORDER BY name");
    while (row.step())
      if (row.text(0) != kStampTable && std::find(std::begin(kSumTables), std::end(kSumTables), row.text(0)) == std::end(kSumTables))
        names.push_back(row.text(0));
  }
  std::vector<ContentTable> tables;
  for (const std::string& name : names) tables.push_back(describe(database, name));
  return tables;
}

std::vector<ContentTable> sum_tables(Database& database) {
  std::vector<ContentTable> tables;
  for (const char* name : kSumTables)
    if (ContentTable table = describe(database, name); !table.columns.empty()) tables.push_back(std::move(table));
  return tables;
}

std::string content_hash(Database& database) {
  Sha256 hash;
  std::vector<ContentTable> tables = content_tables(database);
  for (ContentTable& sums : sum_tables(database)) tables.push_back(std::move(sums));
  for (const ContentTable& table : tables) {
    add_text(hash, table.name);
    for (const Column& column : table.columns) add_text(hash, column.name);
    auto row = database.prepare(table.rows_in_key_order);
    while (row.step()) {
      hash.update("row");
      for (std::size_t i = 0; i < table.columns.size(); ++i)
        add_value(hash, row, static_cast<int>(i), table.columns[i].type);
    }
  }
  std::string hex;
  for (const std::uint8_t byte : hash.finish()) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

}  // namespace constat::server::sqlite

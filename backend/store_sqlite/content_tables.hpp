// The tables whose rows are content: all but sessions, stamps and the ledger's own counters. What is made again from the intake
// log is these, and the hash over them tells whether it is the same.
#pragma once

#include <string>
#include <vector>

#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

enum class ColumnType : std::uint8_t { integer, real, text };

struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
};

struct ContentTable {
  std::string name;
  std::vector<Column> columns;
  std::string rows_in_key_order;  // SELECT of all columns
};

std::vector<ContentTable> content_tables(Database& database);  // by name
std::vector<ContentTable> sum_tables(Database& database);      // what the store keeps up itself from those: sums.hpp

// SHA-256 (hex) over every row of every content table and of the sums, in the order of their keys. Reads row by row.
std::string content_hash(Database& database);

}  // namespace constat::server::sqlite

// The whole content of a database inside the intake log: where the log begins when it was not kept from the first day.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "backend/ledger/ledger.hpp"
#include "backend/ledger/person_keys.hpp"
#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

// Durable in the log when it returns. It counts only if it was written to its end.
void write_snapshot(Database& database, ledger::Ledger& log, std::uint64_t number, ledger::PersonKeys& keys);

// Inside a transaction: snapshot_begin empties the content tables, snapshot_rows adds rows. Returns how many texts could
// not be opened because the person's key is gone.
void clear_content(Database& database);
std::size_t take_snapshot_rows(Database& database, std::string_view rows, ledger::PersonKeys& keys);

struct Erased {  // a text whose person's key is gone
  std::string person;
};
using SnapshotValue = std::variant<std::monostate, std::int64_t, double, std::string, Erased>;
struct SnapshotRow {
  std::string table, organisation;
  std::vector<std::string> columns;
  std::vector<SnapshotValue> values;  // beside the columns
};
void each_snapshot_row(std::string_view rows, ledger::PersonKeys& keys,
                       const std::function<void(const SnapshotRow&)>& visit);

}  // namespace constat::server::sqlite

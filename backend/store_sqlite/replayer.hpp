// Brings a database forward by what the intake log holds.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "backend/ledger/ledger_reader.hpp"
#include "backend/ledger/person_keys.hpp"
#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

struct ReplayFacts {
  std::uint64_t records = 0;
  std::size_t erased = 0;              // sealed texts whose key is gone
  std::set<std::string> moved;         // organisations whose order came out differently from what the log says
};

// Takes the entries of a LedgerReader in their order, in transactions of its own. Each entry of a record is taken once:
// those that the database has are passed over.
class Replayer {
 public:
  Replayer(Database& database, ledger::PersonKeys& keys);
  void take(const ledger::Entry& entry);  // throws StoreFailure, LedgerDamage
  void finish();                          // commits what is open
  void give_up() noexcept;                // rolls back what is open
  const ReplayFacts& facts() const { return facts_; }

 private:
  void take_record(const ledger::Record& record);
  void begin();

  Database& database_;
  ledger::PersonKeys& keys_;
  std::uint64_t number_ = 0;  // of the last record in the database
  std::size_t open_ = 0;      // records in the open transaction
  bool in_transaction_ = false, in_snapshot_ = false;
  ReplayFacts facts_;
};

std::uint64_t log_seq(Database& database);
void set_log_seq(Database& database, std::uint64_t number);

}  // namespace constat::server::sqlite

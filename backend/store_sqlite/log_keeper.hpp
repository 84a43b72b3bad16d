// Keeps a database and its intake log in step. At the start: what the log holds and the database does not is taken; a
// log that lacks what the database has gets a snapshot of it. Then: the group's records are durable in the log before
// the database commits.
#pragma once

#include <string>
#include <vector>

#include "backend/ledger/ledger.hpp"
#include "backend/ledger/person_keys.hpp"
#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

class LogKeeper {
 public:
  LogKeeper(const std::filesystem::path& log, const std::filesystem::path& keys, Files& files);

  // Brings `database`, of the newest layout, in step. Throws StoreFailure, also when the log lacks records that neither has.
  void catch_up(Database& database);

  // Inside the group's transaction, last before COMMIT: numbers the records, notes the last number in the database,
  // and returns when they are durable in the log. Throws StoreFailure: nothing of it counts, the group is rolled back.
  void append(Database& database, std::vector<ledger::Record>& records);
  void committed();
  // The transaction of the last append was lost. Before the next: see settle().
  void lost();
  // A lost transaction may still stand in the write-ahead log and would be found after a crash, behind records of the
  // intake log that void it. So a small one overwrites it first. Throws StoreFailure: then nothing may be appended.
  void settle(Database& database);

  // The log begins anew with the database as it is, and what it held before is deleted. Outside a transaction. Throws
  // StoreFailure: the log is as good as before, and longer.
  void begin_anew(Database& database);

  ledger::PersonKeys& keys() { return keys_; }

 private:
  std::filesystem::path directory_;
  Files& files_;
  ledger::Ledger log_;
  ledger::PersonKeys keys_;
  std::uint64_t last_ = 0;      // number of the last record that the database has
  std::uint64_t appended_ = 0;  // in the open transaction
  bool unsettled_ = false;
};

}  // namespace constat::server::sqlite

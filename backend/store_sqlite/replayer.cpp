#include "backend/store_sqlite/replayer.hpp"

#include "backend/ledger/recorder.hpp"
#include "backend/store/store.hpp"
#include "backend/store_sqlite/snapshot.hpp"
#include "backend/store_sqlite/sqlite_repository.hpp"

namespace constat::server::sqlite {
namespace {

constexpr std::size_t kRecordsPerCommit = 1000;

}  // namespace

std::uint64_t log_seq(Database& database) {
  return static_cast<std::uint64_t>(database.integer("SELECT value FROM ledger WHERE name = 'log_seq'"));
}

void set_log_seq(Database& database, std::uint64_t number) {
  database.prepare("UPDATE ledger SET value = ? WHERE name = 'log_seq'").bind(static_cast<std::int64_t>(number)).run();
}

Replayer::Replayer(Database& database, ledger::PersonKeys& keys)
    : database_(database), keys_(keys), number_(log_seq(database)) {}

void Replayer::begin() {
  if (in_transaction_) return;
  database_.execute("BEGIN IMMEDIATE");
  in_transaction_ = true;
}

void Replayer::finish() {
  if (!in_transaction_) return;
  set_log_seq(database_, number_);
  database_.execute("COMMIT");
  in_transaction_ = false;
  open_ = 0;
}

void Replayer::give_up() noexcept {
  if (!in_transaction_) return;
  in_transaction_ = false;
  try {
    database_.execute("ROLLBACK");
  } catch (const StoreFailure&) {
    // The engine has rolled back by itself.
  }
}

void Replayer::take(const ledger::Entry& entry) {
  switch (entry.kind) {
    case ledger::Kind::snapshot_begin:
      // A database that has taken records is further than the snapshot.
      in_snapshot_ = number_ < entry.number;
      if (!in_snapshot_) return;
      begin();
      clear_content(database_);
      return;
    case ledger::Kind::snapshot_rows:
      if (in_snapshot_) facts_.erased += take_snapshot_rows(database_, entry.rest, keys_);
      return;
    case ledger::Kind::snapshot_end:
      if (in_snapshot_) number_ = entry.number;
      in_snapshot_ = false;
      return finish();
    default: break;
  }
  if (entry.number <= number_) return;
  begin();
  take_record(ledger::parse_record(entry.number, entry.rest));
  number_ = entry.number;
  if (++open_ >= kRecordsPerCommit) finish();
}

void Replayer::take_record(const ledger::Record& record) {
  Repository repository(database_, OrganisationId(record.organisation), record.at);
  facts_.erased += ledger::replay(repository, record.mutations, keys_, record.organisation);
  ++facts_.records;
  const std::int64_t seq = repository.seq();
  if (seq == record.seq) return;
  // Made by a version that counted otherwise. The order must never run backwards, and cursors no longer fit.
  facts_.moved.insert(record.organisation);
  database_.prepare("UPDATE organisation SET seq = MAX(seq, ?) WHERE id = ?").bind(record.seq).bind(record.organisation).run();
}

}  // namespace constat::server::sqlite

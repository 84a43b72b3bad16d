#include "backend/store_sqlite/database_files.hpp"

#include <sqlite3.h>

#include "backend/platform/data_directory.hpp"
#include "backend/store/store.hpp"
#include "backend/store_sqlite/content_tables.hpp"
#include "backend/store_sqlite/migrations.hpp"
#include "backend/store_sqlite/replayer.hpp"

namespace constat::server::sqlite {
namespace {

constexpr std::uint64_t kRecordsPerWord = 10'000;  // of progress

}  // namespace

std::string content_hash_of(const std::filesystem::path& file) {
  Database database(file, Mode::reader);
  database.execute("BEGIN");
  return content_hash(database);
}

Rebuilt rebuild_database(const std::filesystem::path& file, const ledger::LedgerReader& log, ledger::PersonKeys& keys,
                         const std::function<void(std::uint64_t)>& progress) {
  create_private_file(file, {});
  Rebuilt rebuilt;
  {
    Database database(file, Mode::writer);
    // Nothing depends on this file before it is whole: one sync at the end serves.
    database.execute("PRAGMA synchronous=OFF");
    migrate(database, file);
    Replayer replayer(database, keys);
    log.each([&](const ledger::Entry& entry) {
      replayer.take(entry);
      if (entry.kind == ledger::Kind::record && replayer.facts().records % kRecordsPerWord == 0)
        progress(replayer.facts().records);
    });
    replayer.finish();
    database.execute("PRAGMA synchronous=FULL");
    sqlite3_wal_checkpoint_v2(database.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    rebuilt = {content_hash(database), replayer.facts().records, replayer.facts().erased, replayer.facts().moved};
  }
  sync_file(file);
  sync_directory(file.parent_path());
  return rebuilt;
}

void restart_log(const std::filesystem::path& file) {
  Database database(file, Mode::writer);
  set_log_seq(database, log_seq(database) + 1);
}

}  // namespace constat::server::sqlite

#include "backend/store_sqlite/scrub.hpp"

#include <sqlite3.h>

#include "backend/platform/data_directory.hpp"
#include "backend/store/store.hpp"

namespace constat::server::sqlite {
namespace {

// Into the main file, and the write-ahead log is empty.
void checkpoint(Database& database) {
  int left = 0, moved = 0;
  const int code = sqlite3_wal_checkpoint_v2(database.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, &left, &moved);
  if (code != SQLITE_OK) throw StoreFailure("the write-ahead log cannot be emptied: " + std::string(sqlite3_errmsg(database.handle())));
}

// What upgrades left: whole databases of before.
void remove_copies(const std::filesystem::path& file) {
  const std::string begins = file.filename().string() + ".before-";
  std::error_code error;
  for (std::filesystem::directory_iterator entry(file.parent_path(), error), end; !error && entry != end; entry.increment(error))
    if (entry->path().filename().string().rfind(begins, 0) == 0) std::filesystem::remove(entry->path());
}

}  // namespace

void scrub(Database& database, const std::filesystem::path& file, LogKeeper& log) {
  // Rows leave bytes behind in pages, in pages that are free, and in earlier states of pages in the write-ahead log.
  database.execute("VACUUM");
  checkpoint(database);
  log.begin_anew(database);
  // Not before: until here the log is read with them.
  std::vector<std::string> marks;
  for (auto row = database.prepare("SELECT mark FROM erasure"); row.step();) marks.push_back(row.text(0));
  try {
    for (const std::string& mark : marks) log.keys().destroy(mark);
    remove_copies(file);
    sync_directory(file.parent_path());
  } catch (const FileFailure& failure) {
    throw StoreFailure(failure.what());
  } catch (const std::filesystem::filesystem_error& failure) {
    throw StoreFailure(failure.what());
  }
  database.execute("UPDATE ledger SET value = 0 WHERE name = 'scrub'");
}

}  // namespace constat::server::sqlite

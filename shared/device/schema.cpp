#include "shared/device/schema.hpp"

#include <iterator>

namespace constat {
namespace {

// Every table that holds a person's data names its owner: several people share a phone.
// visit.start is the log's first record (draft_logs.hpp): who, where, the visit's head, its own copy of the checklist.
// visit.state: draft, saved (queued), received, parked, handed_over. visit.body: the submission's bytes, fixed once.
// doc.generation: rows of an older one are removed when a full pull ends.
constexpr std::string_view kVersion1[] = {
    "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE account(user TEXT PRIMARY KEY, session TEXT NOT NULL, lost INTEGER NOT NULL DEFAULT 0, epoch TEXT, "
    "cursor TEXT, full INTEGER NOT NULL DEFAULT 1, generation INTEGER NOT NULL DEFAULT 1, last_pull INTEGER) "
    "WITHOUT ROWID",
    "CREATE TABLE doc(owner TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, "
    "generation INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY(owner, type, id)) WITHOUT ROWID",
    "CREATE TABLE visit(id TEXT PRIMARY KEY, owner TEXT NOT NULL, mission TEXT NOT NULL, state TEXT NOT NULL, "
    "start TEXT NOT NULL, revision INTEGER NOT NULL, log_n INTEGER NOT NULL, ui TEXT, ended_at TEXT, body TEXT, "
    "sha256 TEXT, receipt TEXT, problem TEXT) WITHOUT ROWID",
    "CREATE INDEX visit_owner ON visit(owner, state)",
    "CREATE TABLE answer(visit TEXT NOT NULL REFERENCES visit(id) ON DELETE CASCADE, item TEXT NOT NULL, "
    "answer TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(visit, item)) WITHOUT ROWID",
    "CREATE TABLE cache(owner TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL, fetched_at INTEGER NOT NULL, "
    "PRIMARY KEY(owner, path)) WITHOUT ROWID",
};

// visit.awaiting: {"item","since"} while the camera is open. visit.safe_at: server time (unix ms) at which the visit was
// first known to be copied off the server. account.safe_seq: as the latest page of the pull said it.
// photo: a file that a visit names. role: value or photos. state: queued, missing (no file), sent, parked, purged (the
// file may go). sent: bytes that the server has acknowledged. orphan: files that no visit names, and since when (wall ms).
constexpr std::string_view kVersion2[] = {
    "ALTER TABLE visit ADD COLUMN awaiting TEXT",
    "ALTER TABLE visit ADD COLUMN safe_at INTEGER",
    "ALTER TABLE account ADD COLUMN safe_seq INTEGER",
    "CREATE TABLE photo(visit TEXT NOT NULL REFERENCES visit(id) ON DELETE CASCADE, item TEXT NOT NULL, sha256 TEXT NOT NULL, "
    "role TEXT NOT NULL, facts TEXT NOT NULL, n INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'queued', "
    "bytes INTEGER NOT NULL, sent INTEGER NOT NULL DEFAULT 0, damaged INTEGER NOT NULL DEFAULT 0, problem TEXT, "
    "PRIMARY KEY(visit, item, sha256)) WITHOUT ROWID",
    "CREATE INDEX photo_file ON photo(sha256, state)",
    "CREATE TABLE orphan(sha256 TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID",
};

struct Step {
  const std::string_view* statements;
  std::size_t count;
};
constexpr Step kVersions[] = {{kVersion1, std::size(kVersion1)}, {kVersion2, std::size(kVersion2)}};
static_assert(std::size(kVersions) == kDeviceSchema);

// The host copied the file beforehand (web/store/database.ts): the version that is committed here is what makes the copy
// the current one, so it is committed only when the copy is whole.
Result<void> check_integrity(Database& database) {
  auto found = database.run("PRAGMA integrity_check(1)");
  if (!found) return tl::unexpected(found.error());
  if (found->size() == 1 && text_at(found->front(), 0) == "ok") return {};
  return failure(ErrorCode::unavailable, "storage-failed");
}

}  // namespace

Result<void> migrate(Database& database) {
  if (auto on = database.run("PRAGMA foreign_keys=ON"); !on) return tl::unexpected(on.error());
  auto version = database.run("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  const std::int64_t found = version->empty() ? 0 : integer_at(version->front(), 0);
  if (found > kDeviceSchema) return failure(ErrorCode::conflict, "storage-newer");
  if (found == kDeviceSchema) return {};
  return database.transaction([&]() -> Result<void> {
    for (std::int64_t step = found; step < kDeviceSchema; ++step)
      for (std::size_t i = 0; i < kVersions[step].count; ++i)
        if (auto done = database.run(kVersions[step].statements[i]); !done) return tl::unexpected(done.error());
    if (auto whole = check_integrity(database); !whole) return whole;
    auto marked = database.run("PRAGMA user_version=" + std::to_string(kDeviceSchema));
    return marked ? Result<void>() : Result<void>(tl::unexpected(marked.error()));
  });
}

}  // namespace constat

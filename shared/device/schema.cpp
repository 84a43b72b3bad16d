#include "shared/device/schema.hpp"

namespace constat {
namespace {

// Every table that holds a person's data names its owner: several people share a phone.
// visit.start is the log's first record (draft_logs.hpp): who, where, the visit's head, its own copy of the checklist.
// visit.state: draft, saved (queued), received, parked. visit.body: the submission's bytes, fixed once.
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
    "PRAGMA user_version=1",
};

}  // namespace

Result<void> migrate(Database& database) {
  if (auto on = database.run("PRAGMA foreign_keys=ON"); !on) return tl::unexpected(on.error());
  auto version = database.run("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  const std::int64_t found = version->empty() ? 0 : integer_at(version->front(), 0);
  if (found > kDeviceSchema) return failure(ErrorCode::conflict, "storage-newer");
  if (found == kDeviceSchema) return {};
  return database.transaction([&]() -> Result<void> {
    for (std::string_view statement : kVersion1)
      if (auto done = database.run(statement); !done) return tl::unexpected(done.error());
    return {};
  });
}

}  // namespace constat

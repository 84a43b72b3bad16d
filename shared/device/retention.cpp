#include "shared/device/retention.hpp"

#include "shared/device/photo_rows.hpp"

namespace constat {
namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 3600 * 1000;
constexpr std::int64_t kKeepSafeMs = 7 * kDayMs;
constexpr std::int64_t kKeepReceivedMs = 30 * kDayMs;

// A pull that is not complete says nothing yet of copies.
constexpr std::string_view kWithoutCopies =
    "(SELECT safe_seq IS NULL AND \"full\" = 0 FROM account WHERE user = visit.owner)";

constexpr std::string_view kReceivedAt =
    "unixepoch(coalesce(json_extract(visit.receipt, '$.received_at'), (SELECT json_extract(doc, '$.received_at') FROM doc "
    "WHERE owner = visit.owner AND type = 'visit' AND id = visit.id)))";

}  // namespace

Result<void> note_stored(Context& context, const std::string& user, std::int64_t server_time) {
  const std::string safe(kIsSafe);
  if (auto done = context.db.all({
          {"UPDATE visit SET state = 'received', problem = NULL WHERE owner = ?1 AND state IN ('parked', 'handed_over') AND EXISTS("
           "SELECT 1 FROM doc WHERE doc.owner = ?1 AND doc.type = 'visit' AND doc.id = visit.id "
           "AND json_extract(doc.doc, '$.sha256') = visit.sha256)",
           {user}},
          // A photo without a file here that came from another phone: the server has this very body, and misses others.
          {"UPDATE photo SET state = 'sent', sent = bytes, problem = NULL WHERE state = 'missing' AND EXISTS(SELECT 1 FROM visit JOIN doc "
           "ON doc.owner = visit.owner AND doc.type = 'visit' AND doc.id = visit.id WHERE visit.id = photo.visit AND visit.owner = ?1 "
           "AND visit.state = 'received' AND json_extract(doc.doc, '$.sha256') = visit.sha256 "
           "AND photo.sha256 NOT IN (SELECT value FROM json_each(doc.doc, '$.photos_missing')))",
           {user}},
          {"UPDATE visit SET safe_at = NULL WHERE owner = ?1 AND safe_at IS NOT NULL AND NOT " + safe, {user}},
      });
      !done)
    return done;
  if (server_time <= 0) return {};
  return context.db.all({{"UPDATE visit SET safe_at = ?2 WHERE owner = ?1 AND safe_at IS NULL AND " + safe, {user, server_time}}});
}

Result<void> forget_stored(Context& context, const std::string& user) {
  return context.db.all({
      {"UPDATE account SET safe_seq = NULL WHERE user = ?1", {user}},
      {"UPDATE doc SET doc = json_remove(doc, '$.stored_seq') WHERE owner = ?1 AND type = 'visit'", {user}},
      {"UPDATE visit SET safe_at = NULL WHERE owner = ?1", {user}},
  });
}

void purge(Context& context, PhotoFiles& files, std::int64_t server_time) {
  if (server_time <= 0) return;
  auto rows = context.db.run("SELECT id FROM visit WHERE owner = ?1 AND state = 'received' AND body IS NOT NULL AND NOT " +
                                 std::string(kHasUnsentPhoto) + " AND ((safe_at <= ?2 AND " + std::string(kIsSafe) + ") OR (" +
                                 std::string(kWithoutCopies) + " AND " + std::string(kReceivedAt) + " < ?3))",
                             {context.user, server_time - kKeepSafeMs, (server_time - kKeepReceivedMs) / 1000});
  if (!rows) return;
  for (const SqlRow& row : *rows) {
    const std::string visit = text_at(row, 0);
    auto photos = photos_of(context.db, visit);
    if (!photos) continue;
    const auto done = context.db.transaction([&] {
      return context.db.all({
          {"DELETE FROM answer WHERE visit = ?1", {visit}},
          {"UPDATE photo SET state = 'purged' WHERE visit = ?1", {visit}},
          {"UPDATE visit SET body = NULL, ui = NULL, start = json_remove(start, '$.checklist.sections') WHERE id = ?1", {visit}},
      });
    });
    // One that fails is tried at the next purge.
    if (!done) continue;
    std::vector<std::string> hashes;
    for (const PhotoRow& photo : *photos) hashes.push_back(photo.sha256);
    files.release(hashes);
  }
}

}  // namespace constat

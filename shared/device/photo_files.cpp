#include "shared/device/photo_files.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace constat {
namespace {

constexpr std::int64_t kKeepOrphanMs = std::int64_t{24} * 3600 * 1000;

}  // namespace

void PhotoFiles::release(const std::vector<std::string>& hashes) {
  for (const std::string& sha256 : hashes) {
    auto named = context_.db.run("SELECT 1 FROM photo WHERE sha256 = ?1 AND state <> 'purged' LIMIT 1", {sha256});
    // When it cannot be read the file stays: check() finds it later.
    if (named && named->empty()) context_.out.remove_blobs.push_back(sha256);
  }
}

Result<void> PhotoFiles::mark_missing(const std::vector<PhotoFile>& files, std::int64_t& missing, bool& changed) {
  std::map<std::string, std::int64_t> sizes;
  for (const PhotoFile& file : files) sizes[file.sha256] = file.bytes;
  auto rows = context_.db.run("SELECT DISTINCT sha256, bytes, state FROM photo WHERE state IN ('queued', 'missing', 'parked')");
  if (!rows) return tl::unexpected(rows.error());
  for (const SqlRow& row : *rows) {
    const std::string sha256 = text_at(row, 0), state = text_at(row, 2);
    const auto file = sizes.find(sha256);
    const bool there = file != sizes.end() && file->second == integer_at(row, 1);
    missing += !there;
    if (there == (state != "missing")) continue;
    changed = true;
    auto marked = there ? context_.db.run("UPDATE photo SET state = 'queued', problem = NULL WHERE sha256 = ?1 AND state = 'missing'", {sha256})
                        : context_.db.run("UPDATE photo SET state = 'missing', problem = 'photo-file-missing' WHERE sha256 = ?1 "
                                          "AND state IN ('queued', 'parked')",
                                          {sha256});
    if (!marked) return tl::unexpected(marked.error());
  }
  return {};
}

Result<void> PhotoFiles::collect_orphans(const std::vector<PhotoFile>& files, std::vector<std::string>& old) {
  auto named_rows = context_.db.run("SELECT DISTINCT sha256 FROM photo WHERE state <> 'purged'");
  auto known_rows = context_.db.run("SELECT sha256, since FROM orphan");
  // The camera of a draft may be about to hand over its photo.
  auto awaited = context_.db.run("SELECT 1 FROM visit WHERE awaiting IS NOT NULL AND state = 'draft' LIMIT 1");
  for (const auto* rows : {&named_rows, &known_rows, &awaited})
    if (!*rows) return tl::unexpected(rows->error());
  std::set<std::string> named, orphans;
  for (const SqlRow& row : *named_rows) named.insert(text_at(row, 0));
  for (const PhotoFile& file : files)
    if (!named.count(file.sha256)) orphans.insert(file.sha256);
  std::map<std::string, std::int64_t> known;
  for (const SqlRow& row : *known_rows) known[text_at(row, 0)] = integer_at(row, 1);

  for (const auto& [sha256, since] : known) {
    // When the clock was set back, its day begins anew.
    const bool old_enough = context_.now.wall_ms - since >= kKeepOrphanMs && awaited->empty();
    const bool gone = !orphans.count(sha256);
    if (!gone && !old_enough && since <= context_.now.wall_ms) continue;
    if (!gone && old_enough) old.push_back(sha256);
    if (auto forgotten = context_.db.run("DELETE FROM orphan WHERE sha256 = ?1", {sha256}); !forgotten)
      return tl::unexpected(forgotten.error());
  }
  for (const std::string& sha256 : orphans) {
    if (std::find(old.begin(), old.end(), sha256) != old.end()) continue;
    auto noted = context_.db.run("INSERT INTO orphan(sha256, since) VALUES(?1, ?2) ON CONFLICT(sha256) DO NOTHING",
                                 {sha256, context_.now.wall_ms});
    if (!noted) return tl::unexpected(noted.error());
  }
  return {};
}

void PhotoFiles::check(std::int64_t seq, const std::vector<PhotoFile>& files) {
  std::int64_t missing = 0;
  bool changed = false;
  std::vector<std::string> old;
  auto done = context_.db.transaction([&]() -> Result<void> {
    if (auto marked = mark_missing(files, missing, changed); !marked) return marked;
    return collect_orphans(files, old);
  });
  if (!done) return context_.refuse(seq, done.error());
  release(old);
  context_.reply(seq, "{\"missing\":" + std::to_string(missing) + "}");
  if (changed) context_.changed({"visits"});
}

}  // namespace constat

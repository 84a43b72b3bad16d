#include "backend/recovery/backup.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "backend/erasure/erasure_list.hpp"
#include "backend/ledger/ledger_reader.hpp"
#include "backend/ledger/mutations.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/platform/directory_lock.hpp"
#include "backend/recovery/manifest.hpp"
#include "backend/store/store.hpp"
#include "backend/store_sqlite/database_view.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server::recovery {
namespace {

constexpr const char* kUnfinished = ".unfinished";

std::string folder_name(std::int64_t now) {
  std::string digits;
  for (const char c : rfc3339(now).substr(0, 19))
    if (c != '-' && c != ':') digits += c;
  return "constat-" + digits + "Z";
}

class Run {
 public:
  Run(const std::filesystem::path& data, const std::filesystem::path& place, const Progress& progress)
      : data_(data), place_(place), work_(place / kUnfinished), progress_(progress) {
    const auto earlier = backups_in(place);
    if (earlier.empty()) return;
    if (const auto manifest = parse_manifest(read_file(earlier.back() / kManifest)))
      for (const ManifestFile& file : manifest->files) earlier_[file.path] = {earlier.back() / file.path, file.facts};
  }

  // The database at one moment; the copy must say the same.
  void database() {
    progress_("database", 0);
    sqlite::DatabaseView source(data_ / "constat.sqlite");
    manifest.content_hash = source.content_hash();
    manifest.log_seq = source.log_seq();
    for (const auto& each : source.organisations()) manifest.note.organisations[each.id] = {each.epoch, each.seq};
    const auto copy = work_ / "constat.sqlite";
    source.copy_to(copy);
    {
      sqlite::DatabaseView copied(copy);
      for (const std::string& fault : copied.faults()) problem(result.findings, "database_fault", {fault});
      if (copied.content_hash() != manifest.content_hash) problem(result.findings, "copy_differs", {copy.string()});
      copied.each_blob([this](const sqlite::StoredBlob& blob) { photos_.push_back(blob.sha256); });
    }
    for (const char* trace : {"-wal", "-shm"}) std::filesystem::remove(copy.string() + trace);
    add(copy, "constat.sqlite", facts_of(copy));
  }

  // After the database: the log holds at least what the database has.
  void log() {
    for (const std::string& name : files_below(data_ / "intake")) file("intake/" + name);
    const ledger::LedgerReader copied(work_ / "intake", posix_files());
    const ledger::LedgerFacts& facts = copied.facts();
    for (const ledger::Gap& gap : facts.gaps)
      problem(result.findings, "log_gap", {std::to_string(gap.after + 1), std::to_string(gap.before - 1)});
    if (facts.last < manifest.log_seq)
      problem(result.findings, "log_behind", {std::to_string(facts.last), std::to_string(manifest.log_seq)});
    // What came after the database's moment is taken from the log by whoever restores it: its photos belong to it.
    copied.each_record([this](const ledger::Record& record) {
      if (record.number <= manifest.log_seq) return;
      ledger::each_mutation(record.mutations, [&](ledger::Mutation kind, std::string_view bytes) {
        if (kind != ledger::Mutation::add_blob) return;
        ledger::Decoder decoder(bytes, keys_, record.organisation);
        photos_.push_back(ledger::read_fields<BlobRecord>(decoder).sha256);
      });
    });
    std::sort(photos_.begin(), photos_.end());
    photos_.erase(std::unique(photos_.begin(), photos_.end()), photos_.end());
  }

  void small_files() {
    for (const std::string& name : files_below(data_ / "keys"))
      if (std::filesystem::path(name).extension() == ".key") file("keys/" + name);
    if (std::filesystem::exists(data_ / "server.key")) file("server.key");
  }

  void photos() {
    std::string list;
    std::uint64_t done = 0;
    std::set<std::filesystem::path> folders;
    for (const std::string& hash : photos_) {
      list += hash + "\n";
      progress_("photos", ++done);
      if (!photo(hash, folders)) manifest.missing_photos.push_back(hash);
    }
    for (const auto& folder : folders) sync_directory(folder);
    if (!folders.empty()) sync_directory(place_ / "blobs");
    result.photos = photos_.size() - manifest.missing_photos.size();
    create_private_file(work_ / kPhotoList, list);
    add(work_ / kPhotoList, kPhotoList, facts_of(work_ / kPhotoList));
  }

  Manifest manifest;
  BackupResult result;

 private:
  void add(const std::filesystem::path& copy, const std::string& name, const FileFacts& facts) {
    // Read back: what the disk gives is what the manifest says.
    if (facts_of(copy).sha256 != facts.sha256) problem(result.findings, "copy_differs", {copy.string()});
    manifest.files.push_back({name, facts});
    result.bytes += facts.bytes;
  }

  // A segment or key that the last backup has already is not copied again, if it is still the same there.
  void file(const std::string& name) {
    const auto to = work_ / name;
    make_folder(to.parent_path());
    const auto before = earlier_.find(name);
    if (before != earlier_.end() && std::filesystem::exists(before->second.path)) {
      const FileFacts now = facts_of(data_ / name);
      std::error_code error;
      if (now.sha256 == before->second.facts.sha256 && facts_of(before->second.path).sha256 == now.sha256)
        std::filesystem::create_hard_link(before->second.path, to, error);
      if (!error && std::filesystem::exists(to)) {
        manifest.files.push_back({name, now});
        return;
      }
    }
    add(to, name, copy_durably(data_ / name, to));
  }

  bool photo(const std::string& hash, std::set<std::filesystem::path>& folders) {
    const auto to = photo_path(place_ / "blobs", hash), from = photo_path(data_ / "blobs", hash);
    if (std::filesystem::exists(to) && facts_of(to).sha256 == hash) return true;
    if (!std::filesystem::exists(from)) {
      problem(result.findings, "photo_missing", {hash});
      return false;
    }
    make_folder(to.parent_path());
    const auto unfinished = to.string() + ".new";
    std::filesystem::remove(unfinished);
    const FileFacts facts = copy_durably(from, unfinished);
    if (facts.sha256 != hash || facts_of(unfinished).sha256 != hash) {
      std::filesystem::remove(unfinished);
      problem(result.findings, "photo_damaged", {hash});
      return false;
    }
    std::filesystem::rename(unfinished, to);
    folders.insert(to.parent_path());
    result.bytes += facts.bytes;
    return true;
  }

  struct Earlier {
    std::filesystem::path path;
    FileFacts facts;
  };
  std::filesystem::path data_, place_, work_;
  const Progress& progress_;
  std::map<std::string, Earlier> earlier_;
  std::vector<std::string> photos_;
  ledger::PersonKeys keys_{data_ / "keys", posix_files()};
};

// Photos that no backup names any more go with the backups.
std::size_t remove_older(const std::filesystem::path& place, std::size_t keep) {
  auto all = backups_in(place);
  if (keep == 0 || all.size() <= keep) return 0;
  const std::size_t removed = all.size() - keep;
  for (std::size_t i = 0; i < removed; ++i) {
    // Without its manifest it is no backup: cut here, it is not taken for one.
    std::filesystem::remove(all[i] / kManifest);
    std::filesystem::remove_all(all[i]);
  }
  std::set<std::string> named;
  for (std::size_t i = removed; i < all.size(); ++i)
    for (const std::string& hash : read_photo_list(all[i])) named.insert(hash);
  for (const std::string& name : files_below(place / "blobs"))
    if (named.count(std::filesystem::path(name).filename().string()) == 0) std::filesystem::remove(place / "blobs" / name);
  return removed;
}

}  // namespace

BackupResult back_up(const std::filesystem::path& data, const std::filesystem::path& place, std::size_t keep,
                     const std::string& version, const Clock& clock, const Progress& progress) {
  make_folder(place);
  const DirectoryLock lock(place / "constat-backup.lock", place);
  const auto work = place / kUnfinished;
  std::filesystem::remove_all(work);
  make_folder(work);

  Run run(data, place, progress);
  const std::int64_t now = clock();
  run.manifest.version = version;
  run.manifest.note.at = rfc3339(now);
  run.manifest.note.target = std::filesystem::canonical(place).string();
  run.database();
  run.log();
  run.small_files();
  const bool copied = !has_problem(run.result.findings);
  if (copied) run.photos();
  BackupResult result = std::move(run.result);
  result.content_hash = run.manifest.content_hash;
  if (!copied) {
    std::filesystem::remove_all(work);
    return result;
  }
  create_private_file(work / kManifest, write_manifest(run.manifest));
  sync_folders(work);
  const std::string name = folder_name(now);
  result.made = place / name;
  for (int again = 2; std::filesystem::exists(result.made); ++again) result.made = place / (name + "-" + std::to_string(again));
  std::filesystem::rename(work, result.made);
  sync_directory(place);
  // Of every backup here, also of those that were made before an erasure.
  add_to_erasure_list(place / kErasureList, read_erasure_list(data / kErasureList));
  result.done = true;
  if (!has_problem(result.findings))
    write_copy_note(posix_files(), data / "copies", "backup-" + sha256_hex(run.manifest.note.target).substr(0, 12),
                    run.manifest.note);
  result.removed = remove_older(place, keep);
  return result;
}

}  // namespace constat::server::recovery

#include "backend/recovery/restore.hpp"

#include <set>

#include "backend/platform/data_directory.hpp"
#include "backend/erasure/erasure_list.hpp"
#include "backend/recovery/erase_again.hpp"
#include "backend/recovery/manifest.hpp"
#include "backend/recovery/new_epoch.hpp"
#include "backend/store/store.hpp"
#include "backend/store_sqlite/database_view.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server::recovery {
namespace {

std::optional<std::filesystem::path> find_backup(const std::filesystem::path& from) {
  if (std::filesystem::exists(from / kManifest)) return from;
  const auto all = backups_in(from);
  if (all.empty()) return std::nullopt;
  return all.back();
}

void verify_file(const std::filesystem::path& file, const FileFacts& wanted, Findings& findings) {
  if (!std::filesystem::is_regular_file(file)) return problem(findings, "file_missing", {file.string()});
  try {
    if (facts_of(file).sha256 != wanted.sha256) problem(findings, "file_damaged", {file.string()});
  } catch (const FileFailure& failure) {
    problem(findings, "file_unreadable", {failure.what()});
  }
}

// Opened as a copy would be, without a trace: a backup may stand on a medium that cannot be written.
void verify_database(const std::filesystem::path& file, const Manifest& manifest, Findings& findings) {
  try {
    sqlite::DatabaseView view(file);
    for (const std::string& fault : view.faults()) problem(findings, "database_fault", {fault});
    if (view.content_hash() != manifest.content_hash) problem(findings, "content_differs", {file.string()});
  } catch (const StoreFailure& failure) {
    problem(findings, "database_unreadable", {failure.what()});
  }
}

}  // namespace

RestoreResult restore(const std::filesystem::path& from, const std::filesystem::path& to, const Progress& progress,
                      const std::filesystem::path& erased) {
  RestoreResult result;
  if (!erased.empty() && !std::filesystem::is_regular_file(erased)) problem(result.findings, "no_erasures", {erased.string()});
  if (!is_missing_or_empty(to)) problem(result.findings, "not_empty", {to.string()});
  const auto backup = find_backup(from);
  if (!backup) {
    problem(result.findings, "no_backup", {from.string()});
    return result;
  }
  result.backup = *backup;
  const auto manifest = parse_manifest(read_file(*backup / kManifest));
  if (!manifest) {
    problem(result.findings, "no_manifest", {(*backup / kManifest).string()});
    return result;
  }
  result.made_at = manifest->note.at;

  std::uint64_t done = 0;
  for (const ManifestFile& file : manifest->files) {
    progress("verify", ++done);
    verify_file(*backup / file.path, file.facts, result.findings);
  }
  std::vector<std::string> photos;
  if (std::filesystem::exists(*backup / kPhotoList)) photos = read_photo_list(*backup);
  const std::set<std::string> missing(manifest->missing_photos.begin(), manifest->missing_photos.end());
  const auto blobs = backup->parent_path() / "blobs";
  for (const std::string& hash : photos) {
    progress("verify", ++done);
    if (missing.count(hash) == 0) verify_file(photo_path(blobs, hash), {0, hash}, result.findings);
  }
  if (has_problem(result.findings)) return result;
  for (const std::string& hash : missing) notice(result.findings, "photo_never_had", {hash});

  make_folder(to);
  done = 0;
  for (const ManifestFile& file : manifest->files) {
    if (file.path == kPhotoList) continue;
    progress("copy", ++done);
    // The database gets its name last: what is cut before is no data directory.
    const auto target = to / (file.path == "constat.sqlite" ? "constat.sqlite.unfinished" : file.path);
    make_folder(target.parent_path());
    if (copy_durably(*backup / file.path, target).sha256 != file.facts.sha256)
      problem(result.findings, "file_damaged", {file.path});
  }
  for (const std::string& hash : photos) {
    if (missing.count(hash) != 0) continue;
    progress("copy", ++done);
    const auto target = photo_path(to / "blobs", hash);
    make_folder(target.parent_path());
    if (copy_durably(photo_path(blobs, hash), target).sha256 != hash) problem(result.findings, "photo_damaged", {hash});
    ++result.photos;
  }
  const auto unfinished = to / "constat.sqlite.unfinished";
  verify_database(unfinished, *manifest, result.findings);
  if (has_problem(result.findings)) return result;
  for (const char* trace : {"-wal", "-shm"}) std::filesystem::remove(unfinished.string() + trace);
  sync_folders(to);
  std::filesystem::rename(unfinished, to / "constat.sqlite");
  sync_directory(to);

  std::set<std::string> marks = read_erasure_list(backup->parent_path() / kErasureList);
  if (!erased.empty()) marks.merge(read_erasure_list(erased));
  result.erased_again = erase_again(to, marks);
  result.organisations = give_new_epochs(to);
  // The place is known from the start: nothing of the new epoch is in it yet.
  write_copy_note(posix_files(), to / "copies", "backup-" + sha256_hex(manifest->note.target).substr(0, 12), manifest->note);
  result.done = true;
  return result;
}

}  // namespace constat::server::recovery

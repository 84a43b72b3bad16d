#include "backend/blobs/blob_files.hpp"

#include "backend/platform/data_directory.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kOrganisationDigits = 16;

}  // namespace

BlobFiles::BlobFiles(Files& files, std::filesystem::path root)
    : files_(files), root_(std::move(root)), parts_(root_ / "partial") {
  files_.make_directory(root_);
  files_.make_directory(parts_);
  files_.sync_directory(root_);
  files_.sync_directory(root_.parent_path());
}

std::filesystem::path BlobFiles::part(const OrganisationId& organisation, std::string_view sha256) const {
  return parts_ / (sha256_hex(organisation.value).substr(0, kOrganisationDigits) + "-" + std::string(sha256));
}

std::filesystem::path BlobFiles::whole(std::string_view sha256) const {
  return root_ / std::string(sha256.substr(0, 2)) / std::string(sha256);
}

std::uint64_t BlobFiles::part_size(const OrganisationId& organisation, std::string_view sha256) const {
  const auto path = part(organisation, sha256);
  settle(path);
  return files_.exists(path) ? files_.size(path) : 0;
}

void BlobFiles::settle(const std::filesystem::path& part) const {
  const std::lock_guard lock(mutex_);
  const auto found = unsure_.find(part);
  if (found == unsure_.end()) return;
  if (files_.exists(part)) files_.truncate(part, found->second);
  unsure_.erase(found);
}

void BlobFiles::append(const OrganisationId& organisation, std::string_view sha256, std::string_view bytes) {
  const auto path = part(organisation, sha256);
  settle(path);
  const std::uint64_t before = files_.exists(path) ? files_.size(path) : 0;
  try {
    const auto file = files_.append(path, false);
    file->write(bytes);
    file->sync();
    make_sure(path, parts_);
  } catch (const FileFailure&) {
    // What could not be made durable must not count as received, whatever the system now shows of it.
    {
      const std::lock_guard lock(mutex_);
      unsure_[path] = before;
    }
    try {
      settle(path);
    } catch (const FileFailure&) {
    }
    throw;
  }
}

void BlobFiles::make_sure(const std::filesystem::path& name, const std::filesystem::path& folder) {
  {
    const std::lock_guard lock(mutex_);
    if (sure_names_.count(name)) return;
  }
  files_.sync_directory(folder);
  const std::lock_guard lock(mutex_);
  sure_names_.insert(name);
}

void BlobFiles::forget(const std::filesystem::path& name) {
  const std::lock_guard lock(mutex_);
  sure_names_.erase(name);
}

std::string BlobFiles::read_part(const OrganisationId& organisation, std::string_view sha256) const {
  return files_.read(part(organisation, sha256));
}

void BlobFiles::drop_part(const OrganisationId& organisation, std::string_view sha256) {
  const auto path = part(organisation, sha256);
  files_.remove(path);
  forget(path);
}

void BlobFiles::promote(const OrganisationId& organisation, std::string_view sha256) {
  const auto path = part(organisation, sha256), target = whole(sha256);
  // Its last bytes may be those of a process that ended before it made them durable.
  files_.append(path, false)->sync();
  files_.make_directory(target.parent_path());
  make_sure(target.parent_path(), root_);
  const bool is_new = !files_.exists(target);
  files_.rename(path, target);
  try {
    files_.sync_directory(target.parent_path());
  } catch (const FileFailure&) {
    // Nothing says yet that it is whole: it stays a part, to be tried again, so that no byte has to be sent again.
    try {
      if (is_new) files_.rename(target, path);
    } catch (const FileFailure&) {
    }
    throw;
  }
  forget(path);
}

bool BlobFiles::holds(std::string_view sha256) const { return files_.exists(whole(sha256)); }

std::string BlobFiles::read(std::string_view sha256) const { return files_.read(whole(sha256)); }

std::size_t BlobFiles::remove_parts_older_than(std::int64_t unix_ms) {
  std::size_t removed = 0;
  for (const std::string& name : files_.list(parts_)) {
    const auto changed = files_.changed_at(parts_ / name);
    if (!changed || *changed >= unix_ms) continue;
    files_.remove(parts_ / name);
    forget(parts_ / name);
    ++removed;
  }
  return removed;
}

}  // namespace constat::server

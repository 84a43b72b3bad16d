#include "backend/blobs/blob_files.hpp"

#include "backend/platform/data_directory.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/frame.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kOrganisationDigits = 16;
constexpr const char* kWholeSuffix = ".whole";  // of a part's photo on its way to its place

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
  return extent(part(organisation, sha256)).photo;
}

// What was written and not acknowledged, by this process or by one that ended, goes before the part is looked at.
BlobFiles::Extent BlobFiles::extent(const std::filesystem::path& part) const {
  if (!files_.exists(part)) {
    const std::lock_guard lock(mutex_);
    extents_.erase(part);
    return {};
  }
  std::optional<Extent> known;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = extents_.find(part); found != extents_.end()) known = found->second;
  }
  const std::uint64_t size = files_.size(part);
  if (known && !known->unsure && known->file == size) return *known;
  Extent now;
  if (known && known->file <= size) {
    now = *known;
  } else {
    const std::string bytes = files_.read(part);
    const FrameScan scan = scan_frames(bytes);
    for (const std::string_view piece : scan.payloads) now.photo += piece.size();
    now.file = scan.valid_bytes;
  }
  if (size > now.file) files_.truncate(part, now.file);
  now.unsure = false;
  const std::lock_guard lock(mutex_);
  extents_[part] = now;
  return now;
}

void BlobFiles::append(const OrganisationId& organisation, std::string_view sha256, std::string_view bytes) {
  const auto path = part(organisation, sha256);
  Extent now = extent(path);
  std::string frame;
  append_frame(frame, bytes);
  const auto file = files_.append(path, false);
  try {
    file->write(frame);
    file->sync();
    make_sure(path, parts_);
  } catch (const FileFailure&) {
    // What could not be made durable must not count as received, whatever the system now shows of it.
    {
      const std::lock_guard lock(mutex_);
      now.unsure = true;
      extents_[path] = now;
    }
    try {
      extent(path);
    } catch (const FileFailure&) {
    }
    throw;
  }
  const std::lock_guard lock(mutex_);
  extents_[path] = {now.photo + bytes.size(), now.file + frame.size(), false};
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
  extents_.erase(name);
}

std::string BlobFiles::read_part(const OrganisationId& organisation, std::string_view sha256) const {
  const auto path = part(organisation, sha256);
  extent(path);
  const std::string frames = files_.read(path);
  std::string bytes;
  for (const std::string_view piece : scan_frames(frames).payloads) bytes += piece;
  return bytes;
}

void BlobFiles::drop_part(const OrganisationId& organisation, std::string_view sha256) {
  const auto path = part(organisation, sha256);
  files_.remove(path);
  forget(path);
}

void BlobFiles::promote(const OrganisationId& organisation, std::string_view sha256, std::string_view bytes) {
  const auto path = part(organisation, sha256), target = whole(sha256);
  auto written = path;
  written += kWholeSuffix;
  if (files_.exists(written)) files_.remove(written);
  const auto file = files_.append(written, true);
  file->write(bytes);
  file->sync();
  files_.make_directory(target.parent_path());
  make_sure(target.parent_path(), root_);
  files_.rename(written, target);
  files_.sync_directory(target.parent_path());
}

bool BlobFiles::holds(std::string_view sha256) const { return files_.exists(whole(sha256)); }

std::string BlobFiles::read(std::string_view sha256) const { return files_.read(whole(sha256)); }

void BlobFiles::remove(const OrganisationId& organisation, std::string_view sha256) {
  const auto path = part(organisation, sha256);
  auto written = path;
  written += kWholeSuffix;
  if (!files_.exists(path) && !files_.exists(written)) return;
  files_.remove(path);
  files_.remove(written);
  forget(path);
  files_.sync_directory(parts_);
}

void BlobFiles::remove_whole(std::string_view sha256) {
  const auto path = whole(sha256);
  if (!files_.exists(path)) return;
  files_.remove(path);
  files_.sync_directory(path.parent_path());
}

std::vector<std::string> BlobFiles::wholes() const {
  std::vector<std::string> all;
  for (const std::string& folder : files_.list(root_)) {
    if (folder.size() != 2) continue;
    for (std::string& name : files_.list(root_ / folder)) all.push_back(std::move(name));
  }
  return all;
}

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

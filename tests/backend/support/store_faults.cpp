#include "tests/backend/support/store_faults.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <map>
#include <mutex>

#include "backend/platform/data_directory.hpp"

namespace constat::test {
namespace {

class FaultyAppend final : public server::AppendFile {
 public:
  FaultyAppend(FaultyFiles& files, std::unique_ptr<server::AppendFile> real) : files_(files), real_(std::move(real)) {}
  void write(std::string_view bytes) override {
    ++files_.writes;
    if (!files_.writes_fail) return real_->write(bytes);
    real_->write(bytes.substr(0, bytes.size() / 2));
    throw server::FileFailure("write: no space left", ENOSPC);
  }
  void sync() override {
    ++files_.syncs;
    real_->sync();
    if (files_.syncs_fail) throw server::FileFailure("sync: input/output error", EIO);
  }

 private:
  FaultyFiles& files_;
  std::unique_ptr<server::AppendFile> real_;
};

sqlite3_vfs* system_vfs = nullptr;
std::mutex patched_mutex;
std::map<const sqlite3_io_methods*, sqlite3_io_methods> patched;  // the system's methods, with our xSync
std::map<const sqlite3_io_methods*, int (*)(sqlite3_file*, int)> real_sync;

int faulty_sync(sqlite3_file* file, int flags) {
  int (*sync)(sqlite3_file*, int) = nullptr;
  {
    const std::lock_guard lock(patched_mutex);
    sync = real_sync[file->pMethods];
  }
  return CommitFaults::commits_fail ? SQLITE_IOERR_FSYNC : sync(file, flags);
}

// The file is the system's own; only the table of its methods is another.
int faulty_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  const int code = system_vfs->xOpen(system_vfs, name, file, flags, out);
  if (code != SQLITE_OK || !(flags & SQLITE_OPEN_WAL)) return code;
  const std::lock_guard lock(patched_mutex);
  auto [entry, is_new] = patched.try_emplace(file->pMethods, *file->pMethods);
  if (is_new) {
    real_sync[&entry->second] = file->pMethods->xSync;
    entry->second.xSync = faulty_sync;
  }
  file->pMethods = &entry->second;
  return code;
}

}  // namespace

std::unique_ptr<server::AppendFile> FaultyFiles::append(const std::filesystem::path& path, bool must_be_new) {
  return std::make_unique<FaultyAppend>(*this, real_.append(path, must_be_new));
}

void FaultyFiles::truncate(const std::filesystem::path& path, std::uint64_t size) {
  if (cuts_fail) throw server::FileFailure("cut " + path.string() + ": input/output error", EIO);
  real_.truncate(path, size);
}

std::atomic<bool> CommitFaults::commits_fail{false};

const char* CommitFaults::vfs() {
  static sqlite3_vfs faulty = [] {
    system_vfs = sqlite3_vfs_find(nullptr);
    sqlite3_vfs copy = *system_vfs;
    copy.zName = "constat-commit-faults";
    copy.xOpen = faulty_open;
    copy.pNext = nullptr;
    return copy;
  }();
  static const int registered = sqlite3_vfs_register(&faulty, 0);
  return registered == SQLITE_OK ? faulty.zName : nullptr;
}

}  // namespace constat::test

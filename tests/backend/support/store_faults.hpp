// Faults of the storage under a real store on a real disk: files that fail, and a SQLite file system whose commits fail.
#pragma once

#include <atomic>

#include "backend/platform/files.hpp"

namespace constat::test {

// The system's files; while `writes_fail`, appending writes half of what is asked and fails; while `syncs_fail`, bytes are
// written and the sync fails; while `cuts_fail`, nothing can be cut back either.
class FaultyFiles final : public server::Files {
 public:
  std::atomic<bool> writes_fail{false}, syncs_fail{false}, cuts_fail{false};
  std::atomic<int> writes{0}, syncs{0};

  std::unique_ptr<server::AppendFile> append(const std::filesystem::path& path, bool must_be_new) override;
  std::string read(const std::filesystem::path& path) override { return real_.read(path); }
  bool exists(const std::filesystem::path& path) override { return real_.exists(path); }
  std::uint64_t size(const std::filesystem::path& path) override { return real_.size(path); }
  std::vector<std::string> list(const std::filesystem::path& directory) override { return real_.list(directory); }
  void make_directory(const std::filesystem::path& path) override { real_.make_directory(path); }
  void rename(const std::filesystem::path& from, const std::filesystem::path& to) override { real_.rename(from, to); }
  void remove(const std::filesystem::path& path) override { real_.remove(path); }
  void truncate(const std::filesystem::path& path, std::uint64_t size) override;
  void sync_directory(const std::filesystem::path& directory) override { real_.sync_directory(directory); }

 private:
  server::Files& real_ = server::posix_files();
};

// SQLite's own file system, but commits fail while `commits_fail`: the bytes are written, their sync does not succeed.
class CommitFaults {
 public:
  static const char* vfs();  // its name; registered at the first call
  static std::atomic<bool> commits_fail;
};

}  // namespace constat::test

// The file system as the ledger and the photo store use it: the seam through which tests inject faults and crashes.
// Errors: FileFailure (data_directory.hpp) that names the path. Threads: any, but one at a time per file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace constat::server {

class AppendFile {
 public:
  virtual ~AppendFile() = default;
  // Behind what is there. After a failure the bytes behind the last sync() are unknown.
  virtual void write(std::string_view bytes) = 0;
  virtual void sync() = 0;  // durable when it returns (fdatasync)
};

class Files {
 public:
  virtual ~Files() = default;
  // Mode 0600. `must_be_new`: an existing file is a failure; else writing goes on behind its bytes.
  virtual std::unique_ptr<AppendFile> append(const std::filesystem::path& path, bool must_be_new) = 0;
  virtual std::string read(const std::filesystem::path& path) = 0;
  virtual bool exists(const std::filesystem::path& path) = 0;
  virtual std::uint64_t size(const std::filesystem::path& path) = 0;
  // Of its last change, ms since 1970; none where the file system does not say.
  virtual std::optional<std::int64_t> changed_at(const std::filesystem::path& path);
  virtual std::vector<std::string> list(const std::filesystem::path& directory) = 0;  // names, sorted; empty when absent
  virtual void make_directory(const std::filesystem::path& path) = 0;                 // 0700; one that exists is none
  virtual void rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
  virtual void remove(const std::filesystem::path& path) = 0;
  virtual void truncate(const std::filesystem::path& path, std::uint64_t size) = 0;
  // Names made, changed or removed in it are durable when it returns.
  virtual void sync_directory(const std::filesystem::path& directory) = 0;
};

Files& posix_files();

}  // namespace constat::server

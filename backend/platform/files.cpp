#include "backend/platform/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "backend/platform/data_directory.hpp"

namespace constat::server {
namespace {

[[noreturn]] void fail(std::string_view doing, const std::filesystem::path& file) {
  const int error = errno;
  throw FileFailure(std::string(doing) + " " + file.string() + ": " + std::strerror(error), error);
}

class PosixAppendFile final : public AppendFile {
 public:
  PosixAppendFile(const std::filesystem::path& path, bool must_be_new) : path_(path) {
    file_ = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (must_be_new ? O_EXCL : 0), 0600);
    if (file_ < 0) fail(must_be_new ? "create" : "open", path_);
  }
  ~PosixAppendFile() override { close(file_); }
  PosixAppendFile(const PosixAppendFile&) = delete;
  PosixAppendFile& operator=(const PosixAppendFile&) = delete;

  void write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t count = ::write(file_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) fail("write", path_);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  void sync() override {
    if (fdatasync(file_) != 0) fail("sync", path_);
  }

 private:
  std::filesystem::path path_;
  int file_ = -1;
};

class PosixFiles final : public Files {
 public:
  std::unique_ptr<AppendFile> append(const std::filesystem::path& path, bool must_be_new) override {
    return std::make_unique<PosixAppendFile>(path, must_be_new);
  }
  std::string read(const std::filesystem::path& path) override { return read_file(path); }
  bool exists(const std::filesystem::path& path) override { return access(path.c_str(), F_OK) == 0; }
  std::uint64_t size(const std::filesystem::path& path) override {
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0) fail("look at", path);
    return static_cast<std::uint64_t>(facts.st_size);
  }
  std::optional<std::int64_t> changed_at(const std::filesystem::path& path) override {
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0) fail("look at", path);
    return std::int64_t{facts.st_mtim.tv_sec} * 1000 + facts.st_mtim.tv_nsec / 1'000'000;
  }
  std::vector<std::string> list(const std::filesystem::path& directory) override {
    std::vector<std::string> names;
    if (!exists(directory)) return names;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error))
      names.push_back(entry->path().filename().string());
    if (error) throw FileFailure("list " + directory.string() + ": " + error.message(), error.value());
    std::sort(names.begin(), names.end());
    return names;
  }
  void make_directory(const std::filesystem::path& path) override {
    if (mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) fail("make", path);
  }
  void rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
    if (::rename(from.c_str(), to.c_str()) != 0) fail("rename", from);
  }
  void remove(const std::filesystem::path& path) override {
    if (unlink(path.c_str()) != 0 && errno != ENOENT) fail("remove", path);
  }
  void truncate(const std::filesystem::path& path, std::uint64_t size) override {
    if (::truncate(path.c_str(), static_cast<off_t>(size)) != 0) fail("cut", path);
  }
  void sync_directory(const std::filesystem::path& directory) override { server::sync_directory(directory); }
};

}  // namespace

std::optional<std::int64_t> Files::changed_at(const std::filesystem::path&) { return std::nullopt; }

Files& posix_files() {
  static PosixFiles files;
  return files;
}

}  // namespace constat::server

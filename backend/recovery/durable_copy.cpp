#include "backend/recovery/durable_copy.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>

#include "backend/platform/data_directory.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server::recovery {
namespace {

constexpr std::size_t kPiece = 1u << 20;

[[noreturn]] void fail(std::string_view doing, const std::filesystem::path& file) {
  const int error = errno;
  throw FileFailure(std::string(doing) + " " + file.string() + ": " + std::strerror(error), error);
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& file, int flags) : number_(open(file.c_str(), flags | O_CLOEXEC, 0600)) {
    if (number_ < 0) fail("open", file);
  }
  ~Descriptor() { close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

FileFacts read_pieces(const std::filesystem::path& file, const std::function<void(std::string_view)>& each) {
  const Descriptor in(file, O_RDONLY);
  std::string piece(kPiece, '\0');
  Sha256 hash;
  FileFacts facts;
  for (;;) {
    const ssize_t count = ::read(in.number(), piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("read", file);
    if (count == 0) break;
    const std::string_view bytes(piece.data(), static_cast<std::size_t>(count));
    hash.update(bytes);
    facts.bytes += bytes.size();
    each(bytes);
  }
  for (const std::uint8_t byte : hash.finish()) {
    facts.sha256 += "0123456789abcdef"[byte >> 4];
    facts.sha256 += "0123456789abcdef"[byte & 15];
  }
  return facts;
}

}  // namespace

FileFacts facts_of(const std::filesystem::path& file) {
  return read_pieces(file, [](std::string_view) {});
}

FileFacts copy_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
  const Descriptor out(to, O_WRONLY | O_CREAT | O_EXCL);
  const FileFacts facts = read_pieces(from, [&](std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::write(out.number(), bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) fail("write", to);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  });
  if (fsync(out.number()) != 0) fail("sync", to);
  return facts;
}

std::vector<std::string> files_below(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  if (!std::filesystem::exists(folder)) return names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) names.push_back(entry.path().lexically_relative(folder).generic_string());
  std::sort(names.begin(), names.end());
  return names;
}

void make_folder(const std::filesystem::path& folder) {
  if (folder.empty() || std::filesystem::exists(folder)) return;
  make_folder(folder.parent_path());
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) fail("make", folder);
}

void sync_folders(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_directory()) sync_directory(entry.path());
  sync_directory(folder);
}

bool is_missing_or_empty(const std::filesystem::path& folder) {
  return !std::filesystem::exists(folder) || (std::filesystem::is_directory(folder) && std::filesystem::is_empty(folder));
}

}  // namespace constat::server::recovery

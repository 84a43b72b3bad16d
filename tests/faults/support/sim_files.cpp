#include "tests/faults/support/sim_files.hpp"

#include <cerrno>

#include "backend/platform/data_directory.hpp"

namespace constat::test {
namespace {

using std::filesystem::path;

[[noreturn]] void fail(const char* doing, const path& file) {
  throw server::FileFailure(std::string(doing) + " " + file.string() + ": injected", EIO);
}

class SimAppendFile final : public server::AppendFile {
 public:
  SimAppendFile(SimDisk& disk, SimDisk::FileRef file, path name) : disk_(disk), file_(std::move(file)), name_(std::move(name)) {}
  void write(std::string_view bytes) override {
    if (!disk_.write(file_, disk_.size(file_), bytes)) fail("write", name_);
  }
  void sync() override {
    if (!disk_.sync(file_)) fail("sync", name_);
  }

 private:
  SimDisk& disk_;
  SimDisk::FileRef file_;
  path name_;
};

}  // namespace

std::unique_ptr<server::AppendFile> SimFiles::append(const path& name, bool must_be_new) {
  auto file = disk_.open(name.string(), true, must_be_new);
  if (!file) fail("open", name);
  return std::make_unique<SimAppendFile>(disk_, std::move(file), name);
}

std::string SimFiles::read(const path& name) {
  const auto file = disk_.open(name.string(), false);
  std::string bytes;
  if (!file || !disk_.read(file, 0, disk_.size(file), bytes)) fail("read", name);
  return bytes;
}

bool SimFiles::exists(const path& name) {
  if (disk_.exists(name.string())) return true;
  return !disk_.list(name.string()).empty();
}

std::uint64_t SimFiles::size(const path& name) {
  const auto file = disk_.open(name.string(), false);
  if (!file) fail("look at", name);
  return disk_.size(file);
}

std::vector<std::string> SimFiles::list(const path& directory) { return disk_.list(directory.string()); }

void SimFiles::rename(const path& from, const path& to) {
  if (!disk_.rename(from.string(), to.string())) fail("rename", from);
}

void SimFiles::remove(const path& name) {
  if (disk_.exists(name.string()) && !disk_.remove(name.string())) fail("remove", name);
}

void SimFiles::truncate(const path& name, std::uint64_t size) {
  const auto file = disk_.open(name.string(), false);
  if (!file || !disk_.truncate(file, size)) fail("cut", name);
}

void SimFiles::sync_directory(const path& directory) {
  if (!disk_.sync_directory(directory.string())) fail("sync", directory);
}

}  // namespace constat::test

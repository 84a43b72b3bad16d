// The server's file system over a SimDisk.
#pragma once

#include <set>

#include "backend/platform/files.hpp"
#include "tests/faults/support/sim_disk.hpp"

namespace constat::test {

class SimFiles : public server::Files {
 public:
  explicit SimFiles(SimDisk& disk) : disk_(disk) {}

  std::unique_ptr<server::AppendFile> append(const std::filesystem::path& path, bool must_be_new) override;
  std::string read(const std::filesystem::path& path) override;
  bool exists(const std::filesystem::path& path) override;
  std::uint64_t size(const std::filesystem::path& path) override;
  std::vector<std::string> list(const std::filesystem::path& directory) override;
  // Folders are no files of this disk: they are there from the first name in them.
  void make_directory(const std::filesystem::path&) override {}
  void rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
  void remove(const std::filesystem::path& path) override;
  void truncate(const std::filesystem::path& path, std::uint64_t size) override;
  void sync_directory(const std::filesystem::path& directory) override;

 private:
  SimDisk& disk_;
};

}  // namespace constat::test

// The server's data directory: locked before anything else in it is touched, so that two servers never share one.
// Layout: constat.lock, constat.sqlite, intake/, keys/, blobs/, copies/, server.key, erased.txt.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace constat::server {

struct DataDirectoryBusy : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// `error` is the errno, 0 when the system did not fail but a file's content did.
struct FileFailure : std::runtime_error {
  explicit FileFailure(const std::string& what, int the_error = 0) : std::runtime_error(what), error(the_error) {}
  int error;
};

class DataDirectory {
 public:
  // Makes the directory (mode 0700) if it is missing. Throws DataDirectoryBusy when another process holds it.
  explicit DataDirectory(std::filesystem::path path);
  ~DataDirectory();
  DataDirectory(const DataDirectory&) = delete;
  DataDirectory& operator=(const DataDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path database() const { return path_ / "constat.sqlite"; }
  std::filesystem::path intake() const { return path_ / "intake"; }
  std::filesystem::path keys() const { return path_ / "keys"; }
  std::filesystem::path blobs() const { return path_ / "blobs"; }
  std::filesystem::path copies() const { return path_ / "copies"; }
  std::filesystem::path server_key() const { return path_ / "server.key"; }

 private:
  std::filesystem::path path_;
  int lock_ = -1;
};

// The whole file. Throws FileFailure.
std::string read_file(const std::filesystem::path& file);

// A new file of mode 0600, durable with its name before the call returns. Throws FileFailure, also when it exists.
void create_private_file(const std::filesystem::path& file, std::string_view bytes);

void sync_file(const std::filesystem::path& file);
void sync_directory(const std::filesystem::path& directory);

}  // namespace constat::server

// What the server is compared with, in the same run on the same machine.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bench/sync/load.hpp"

namespace constat::bench {

// cpp-httplib with the server's own settings, reading each body and answering a constant of that length, to a push and to any GET. In a
// process of its own that ends with this one.
class ConstantServer {
 public:
  explicit ConstantServer(std::size_t answer_bytes);
  ~ConstantServer();
  ConstantServer(const ConstantServer&) = delete;
  ConstantServer& operator=(const ConstantServer&) = delete;
  int port() const { return port_; }
  int process() const { return process_; }

 private:
  int process_ = 0, port_ = 0;
};

// SQLite alone: one thread inserts the bodies, `at_once` to a transaction, with the server's own settings (WAL,
// synchronous=FULL). Inserts a second.
double sqlite_alone(const std::filesystem::path& file, const std::vector<std::string>& bodies, std::size_t at_once);

}  // namespace constat::bench

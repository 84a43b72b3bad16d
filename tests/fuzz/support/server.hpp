// A server without sockets over a folder of its own, with the organisation of sim_content.hpp: the parts that answer
// requests, wired as backend/application does it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "backend/http/exchange.hpp"

namespace constat::fuzz {

// An empty folder that leaves with its owner; under TMPDIR, which scripts/fuzz clears when a target was aborted.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class Server {
 public:
  Server();
  ~Server();

  server::http::Response answer(server::http::Request& request);
  void renew();  // all that was written since the beginning is gone

  std::string investigator, manager;  // cookies

 private:
  struct Parts;
  Folder folder_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace constat::fuzz

// A server over a temporary directory with two organisations, for the tests.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "backend/application/application.hpp"
#include "tests/backend/support/http_client.hpp"

namespace constat::test {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline constexpr const char* kPassword = "correct horse battery";

// Organisation "north" (users <role>@north.example, sites lyon and lille, wave w1, checklist welcome@1, mission m1 for
// its investigator) and "south" with the same under other ids.
void seed(server::Store& store, const std::string& password_hash);

class TestServer {
 public:
  explicit TestServer(server::Clock clock = server::system_clock());

  server::Application& application() { return *application_; }
  const std::filesystem::path& folder() const { return folder_.path(); }
  std::filesystem::path web() const { return folder_.path() / "web"; }
  int port() const { return port_; }
  Client client() const { return Client(port_); }
  Client signed_in(const std::string& role, const std::string& organisation = "north") const;
  void restart();

 private:
  void start();
  TemporaryFolder folder_;
  server::Clock clock_;
  std::unique_ptr<server::Application> application_;
  int port_ = 0;
};

std::string visit_id(unsigned number);  // a UUIDv7 of the tests
// A submission of welcome@1; `answers` is JSON, empty for a good one.
std::string submission(const std::string& visit, const std::string& investigator = "north-investigator",
                       const std::string& site = "lyon", const std::string& mission = "", const std::string& answers = "",
                       const std::string& checklist = "welcome");

}  // namespace constat::test

// A server with all its parts, over one data directory: the only place that knows which store stands behind the routes.
// `constat serve` runs it; tests make their own.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "backend/http/server.hpp"
#include "backend/http/services.hpp"
#include "backend/platform/data_directory.hpp"

namespace constat::server {

struct ApplicationOptions {
  std::filesystem::path data;
  std::filesystem::path web;
  Clock clock = system_clock();
  http::ServerOptions server;
};

class Application {
 public:
  // Locks the directory, opens what is in it, makes what is missing. Throws DataDirectoryBusy, FileFailure, StoreFailure.
  explicit Application(ApplicationOptions options);
  ~Application();

  Store& store();
  VisitIntake& intake();
  BlobStore& blobs();
  Passwords& passwords();
  http::Services& services();
  const std::vector<http::Route>& routes() const;
  void offer_demo_accounts(std::vector<http::DemoAccount> accounts);

  std::optional<int> start();  // the port; none: it cannot be bound
  void stop();                 // drains, then closes the store

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace constat::server

#include "tests/fuzz/support/server.hpp"

#include <cstdlib>
#include <stdexcept>

#include "backend/http/dispatcher.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/store_sqlite/sqlite_store.hpp"
#include "shared/base/sha256.hpp"
#include "tests/faults/support/sim_content.hpp"

namespace constat::fuzz {
namespace {

using namespace constat::server;
namespace fs = std::filesystem;

constexpr std::int64_t kNow = 1'793'700'000'000;  // 2026-11-03, inside the missions' window

std::int64_t now() { return kNow; }

std::string session(Store& store, const std::string& user) {
  const std::string token = "token-of-" + user;
  store.put_session({sha256_hex(token), OrganisationId(test::kOrganisation), UserId(user), kNow, kNow, kNow + kSessionLifetimeMs, ""});
  return "constat=" + token;
}

}  // namespace

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "constat-fuzz-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

struct Server::Parts {
  explicit Parts(const fs::path& data)
      : directory(data), store(open_sqlite_store(directory.database(), nullptr, posix_files(), now)),
        key(directory.server_key()), sessions(*store, passwords(), now), tokens(*store, now), report_links(*store, now), intake(*store, key, checklists, now), insight(*store, now),
        review_queues(*store, checklists), blobs(*store, posix_files(), directory.blobs(), now),
        audit(*store, now), copies(directory.copies(), posix_files(), now), pages(data / "web"),
        services{*store, sessions, tokens, report_links, intake, checklists, insight, review_queues, blobs, audit, key, now, "fuzz", {}, &copies},
        dispatcher(services, pages, http::route_table()) {}
  ~Parts() {
    audit.stop();
    store->close();
  }

  // One for all: making it takes as long as a sign-in.
  static Passwords& passwords() {
    static Passwords all;
    return all;
  }

  DataDirectory directory;
  std::unique_ptr<Store> store;
  ServerKey key;
  Sessions sessions;
  Tokens tokens;
  ReportLinks report_links;
  ChecklistCache checklists;
  VisitIntake intake;
  Insight insight;
  ReviewQueues review_queues;
  BlobStore blobs;
  AuditTrail audit;
  Copies copies;
  http::StaticFiles pages;
  http::Services services;
  http::Dispatcher dispatcher;
};

Server::Server() {
  start_crypto();
  {
    Parts parts(folder_.path() / "fresh");
    test::publish_content(*parts.store, 2, 2);
    investigator = session(*parts.store, "u0");
    manager = session(*parts.store, "boss");
  }
  renew();
}

Server::~Server() = default;

void Server::renew() {
  const fs::path data = folder_.path() / "data";
  parts_.reset();
  fs::remove_all(data);
  fs::copy(folder_.path() / "fresh", data, fs::copy_options::recursive);
  parts_ = std::make_unique<Parts>(data);
}

http::Response Server::answer(http::Request& request) {
  auto admitted = parts_->dispatcher.admit(request);
  if (auto* refused = std::get_if<http::Response>(&admitted)) return std::move(*refused);
  return parts_->dispatcher.answer(std::get<http::Admission>(admitted), request);
}

}  // namespace constat::fuzz

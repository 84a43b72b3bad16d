#include "backend/application/application.hpp"

#include "backend/application/housekeeping.hpp"
#include "backend/erasure/retention.hpp"
#include "backend/http/version.hpp"
#include "backend/platform/log.hpp"
#include "backend/sharing/report_links.hpp"
#include "backend/store_sqlite/sqlite_store.hpp"

namespace constat::server {

struct Application::Parts {
  explicit Parts(ApplicationOptions options)
      : directory(options.data), store(open_sqlite_store(directory.database(), nullptr, posix_files(), options.clock)),
        key(directory.server_key()), sessions(*store, passwords, options.clock), tokens(*store, options.clock),
        report_links(*store, options.clock),
        intake(*store, key, checklists, options.clock), insight(*store, options.clock),
        review_queues(*store, checklists),
        blobs(*store, posix_files(), directory.blobs(), options.clock),
        audit(*store, options.clock),
        copies(directory.copies(), posix_files(), options.clock), files(options.web),
        services{*store, sessions, tokens, report_links, intake, checklists, insight, review_queues, blobs, audit, key, options.clock, std::string(kVersion), {}, &copies, options.data},
        dispatcher(services, files, http::route_table()), server(dispatcher, options.server),
        housekeeping(*store, options.clock, [this](std::int64_t now) { return forget(now); }) {
    store->remove_expired_sessions(options.clock());
    finish_erasures(erasure());
  }

  ErasureParts erasure() { return {*store, blobs, checklists, directory.path()}; }
  // False: something is left to be done soon.
  bool forget(std::int64_t now) {
    const bool kept_in_bounds = apply_retention_everywhere(erasure(), now);
    const bool links_forgotten = forget_links(now);
    return finish_erasures(erasure()) && kept_in_bounds && links_forgotten;
  }

  bool forget_links(std::int64_t now) {
    try {
      for (const Organisation& organisation : store->accounts()->organisations()) forget_report_links(*store, organisation.id, now);
      return true;
    } catch (const StoreFailure& failure) {
      log_event("links_not_forgotten", {{"what", std::string_view(failure.what())}});
      return false;
    }
  }

  DataDirectory directory;
  std::unique_ptr<Store> store;
  ServerKey key;
  Passwords passwords;
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
  http::StaticFiles files;
  http::Services services;
  http::Dispatcher dispatcher;
  http::Server server;
  Housekeeping housekeeping;
};

Application::Application(ApplicationOptions options) {
  start_crypto();
  parts_ = std::make_unique<Parts>(std::move(options));
}

Application::~Application() { stop(); }

Store& Application::store() { return *parts_->store; }
VisitIntake& Application::intake() { return parts_->intake; }
BlobStore& Application::blobs() { return parts_->blobs; }
Passwords& Application::passwords() { return parts_->passwords; }
http::Services& Application::services() { return parts_->services; }
const std::vector<http::Route>& Application::routes() const { return parts_->dispatcher.table(); }

void Application::offer_demo_accounts(std::vector<http::DemoAccount> accounts) {
  parts_->services.demo_accounts = std::move(accounts);
}

std::optional<int> Application::start() {
  const auto port = parts_->server.start();
  if (port) parts_->housekeeping.start();
  return port;
}

void Application::stop() {
  if (!parts_) return;
  parts_->housekeeping.stop();
  parts_->server.stop();
  parts_->audit.stop();
  parts_->store->close();
}

}  // namespace constat::server

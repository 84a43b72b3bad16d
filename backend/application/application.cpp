#include "backend/application/application.hpp"

#include "backend/http/version.hpp"
#include "backend/store_sqlite/sqlite_store.hpp"

namespace constat::server {

struct Application::Parts {
  explicit Parts(ApplicationOptions options)
      : directory(options.data), store(open_sqlite_store(directory.database())), log(directory.intake()),
        key(directory.server_key()), sessions(*store, passwords, options.clock),
        intake(*store, log, key, checklists, options.clock), insight(*store, options.clock), files(options.web),
        services{*store, sessions, intake, checklists, insight, key, options.clock, std::string(kVersion), {}},
        dispatcher(services, files, http::route_table()), server(dispatcher, options.server) {
    store->remove_expired_sessions(options.clock());
  }

  DataDirectory directory;
  std::unique_ptr<Store> store;
  IntakeLog log;
  ServerKey key;
  Passwords passwords;
  Sessions sessions;
  ChecklistCache checklists;
  VisitIntake intake;
  Insight insight;
  http::StaticFiles files;
  http::Services services;
  http::Dispatcher dispatcher;
  http::Server server;
};

Application::Application(ApplicationOptions options) {
  start_crypto();
  parts_ = std::make_unique<Parts>(std::move(options));
}

Application::~Application() { stop(); }

Store& Application::store() { return *parts_->store; }
VisitIntake& Application::intake() { return parts_->intake; }
Passwords& Application::passwords() { return parts_->passwords; }
http::Services& Application::services() { return parts_->services; }
const std::vector<http::Route>& Application::routes() const { return parts_->dispatcher.table(); }

void Application::offer_demo_accounts(std::vector<http::DemoAccount> accounts) {
  parts_->services.demo_accounts = std::move(accounts);
}

std::optional<int> Application::start() { return parts_->server.start(); }

void Application::stop() {
  if (!parts_) return;
  parts_->server.stop();
  parts_->store->close();
}

}  // namespace constat::server

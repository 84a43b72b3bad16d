#include "tests/faults/support/sim_server.hpp"

#include <cctype>
#include <stdexcept>
#include <unistd.h>

#include "backend/blobs/blob_store.hpp"
#include "backend/http/dispatcher.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/store_sqlite/content_tables.hpp"
#include "backend/store_sqlite/sqlite_store.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/json_fields.hpp"
#include "tests/faults/support/memory_faults.hpp"
#include "tests/faults/support/sim_content.hpp"

namespace constat::test {
namespace {

constexpr const char* kData = "/data";

// A password takes 19 MiB and 20 ms, and a signing key a real file: once for all servers of the process.
struct Secrets {
  Secrets() {
    server::start_crypto();
    file = std::filesystem::temp_directory_path() / ("constat-sim-" + std::to_string(getpid()) + ".key");
    std::filesystem::remove(file);
    key = std::make_unique<server::ServerKey>(file);
    passwords = std::make_unique<server::Passwords>();
    std::filesystem::remove(file);
  }
  std::filesystem::path file;
  std::unique_ptr<server::ServerKey> key;
  std::unique_ptr<server::Passwords> passwords;
};

Secrets& secrets() {
  static Secrets all;
  return all;
}

std::string decoded(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

server::http::Request request_of(const std::string& token, const HttpRequest& from, const std::string& body) {
  server::http::Request request;
  request.method = *server::http::method_of(from.method);
  const auto question = from.path.find('?');
  request.path = decoded(std::string_view(from.path).substr(0, question));
  for (std::size_t at = question; at != std::string::npos && at < from.path.size();) {
    const auto end = from.path.find('&', at + 1);
    const std::string pair = from.path.substr(at + 1, end == std::string::npos ? end : end - at - 1);
    const auto equals = pair.find('=');
    if (equals != std::string::npos) request.query[decoded(pair.substr(0, equals))] = decoded(pair.substr(equals + 1));
    at = end;
  }
  for (const auto& [name, value] : from.headers) {
    std::string lower = name;
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    request.headers[lower] = value;
  }
  request.headers["content-length"] = std::to_string(body.size());
  if (!token.empty()) request.headers["cookie"] = "constat=" + token;
  request.body = body;
  request.on_loopback = true;
  return request;
}

HttpResponse response_of(server::http::Response from) {
  HttpResponse response;
  response.status = from.status;
  for (auto& [name, value] : from.headers) {
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    response.headers.emplace_back(std::move(name), std::move(value));
  }
  response.body = std::move(from.body);
  return response;
}

}  // namespace

struct SimServer::Parts {
  explicit Parts(SimServer& world) : Parts(world, [&world] { return world.now_ms; }) {}
  Parts(SimServer& world, const server::Clock& clock)
      : store(server::open_sqlite_store(std::string(kData) + "/constat.sqlite", world.vfs.name(), world.files, clock)),
        sessions(*store, *secrets().passwords, clock), tokens(*store, clock), report_links(*store, clock), intake(*store, *secrets().key, checklists, clock),
        insight(*store, clock), review_queues(*store, checklists),
        blobs(*store, world.files, std::string(kData) + "/blobs", clock), audit(*store, clock), pages("/nowhere"),
        services{*store, sessions, tokens, report_links, intake, checklists, insight, review_queues, blobs, audit, *secrets().key, clock, "sim", {}},
        dispatcher(services, pages, server::http::route_table()) {}

  std::unique_ptr<server::Store> store;
  server::Sessions sessions;
  server::Tokens tokens;
  server::ReportLinks report_links;
  server::ChecklistCache checklists;
  server::VisitIntake intake;
  server::Insight insight;
  server::ReviewQueues review_queues;
  server::BlobStore blobs;
  server::AuditTrail audit;
  server::http::StaticFiles pages;
  server::http::Services services;
  server::http::Dispatcher dispatcher;
};

SimServer::SimServer(std::uint64_t seed) : disk(seed), vfs(disk, seed + 1), files(disk) {
  static const SimDisk::Image fresh = [] {
    SimDisk maker;
    SimVfs maker_vfs(maker);
    SimFiles maker_files(maker);
    const auto store = server::open_sqlite_store(std::string(kData) + "/constat.sqlite", maker_vfs.name(), maker_files);
    publish_content(*store, kUsers, kMissionsEach);
    store->close();
    return maker.image();
  }();
  disk.load(fresh);
  if (!start()) throw std::logic_error("a new server does not start: " + why_not_);
}

SimServer::~SimServer() { parts_.reset(); }

server::Store& SimServer::store() { return *parts_->store; }

bool SimServer::start() {
  try {
    parts_ = std::make_unique<Parts>(*this);
    return is_up();
  } catch (const std::exception& failure) {
    why_not_ = failure.what();
    return false;
  }
}

void SimServer::stop() {
  if (parts_) {
    parts_->audit.stop();
    parts_->store->close();
  }
  parts_.reset();
  vfs.forget_locks();
}

bool SimServer::restart(Loss loss, std::int64_t cut_again_at) {
  disk.cut_power();
  parts_.reset();
  vfs.forget_locks();
  disk.power_on(loss);
  if (cut_again_at > 0) disk.cut_power_at(cut_again_at);
  const bool up = start();
  if (up) disk.no_faults();
  return up;
}

HttpResponse SimServer::handle(std::string& token, const HttpRequest& request, const std::string& body) {
  if (!is_up()) return {};
  HttpRequest asked = request;
  if (request.method == "POST" && request.path == "/api/v1/session") {
    const std::string email = json_fields::text_or(json_fields::parse(body), "email");
    const std::string user = email.substr(0, email.find('@'));
    const std::string made = "token-" + std::to_string(++tokens_);
    try {
      const MemoryFaults::Watched watched;
      parts_->store->put_session({sha256_hex(made), server::OrganisationId(kOrganisation), UserId(user), now_ms, now_ms,
                                  now_ms + server::kSessionLifetimeMs});
    } catch (const std::exception&) {
      return disk.is_dead() ? HttpResponse() : HttpResponse{503, {}, "{\"detail\":\"the store failed\"}"};
    }
    sessions_[made] = user;
    token = made;
    asked = {};
    asked.method = "GET";
    asked.path = "/api/v1/session";
  }
  auto parsed = request_of(token, asked, asked.method == "GET" ? std::string() : body);
  server::http::Response response;
  try {
    const MemoryFaults::Watched watched;
    auto admitted = parts_->dispatcher.admit(parsed);
    if (auto* refused = std::get_if<server::http::Response>(&admitted)) response = std::move(*refused);
    else response = parts_->dispatcher.answer(std::get<server::http::Admission>(admitted), parsed);
  } catch (const std::exception&) {
    // No memory for the refusal itself: what the HTTP server's own handler of exceptions says then.
    response.status = 500;
    response.body = "{\"detail\":\"internal\"}";
  }
  return disk.is_dead() ? HttpResponse() : response_of(std::move(response));
}

void SimServer::end_sessions_of(const std::string& user) {
  for (const auto& [token, owner] : sessions_)
    if (owner == user) parts_->store->remove_session(sha256_hex(token));
}

std::string SimServer::content_hash() {
  server::sqlite::Database database(std::string(kData) + "/constat.sqlite", server::sqlite::Mode::reader, vfs.name());
  database.execute("BEGIN");
  return server::sqlite::content_hash(database);
}

bool SimServer::restart_without_database(Loss loss) {
  disk.cut_power();
  parts_.reset();
  vfs.forget_locks();
  disk.power_on(loss);
  lose_database();
  return start();
}

bool SimServer::start_from_log() {
  stop();
  lose_database();
  return start();
}

void SimServer::lose_database() {
  for (const std::string& name : disk.list(kData))
    if (name.rfind("constat.sqlite", 0) == 0) (void)disk.remove(std::string(kData) + "/" + name);
  (void)disk.sync_directory(kData);
}

std::string SimServer::photo(const std::string& sha256) {
  try {
    return files.read(std::string(kData) + "/blobs/" + sha256.substr(0, 2) + "/" + sha256);
  } catch (const server::FileFailure&) {
    return {};
  }
}

SimServer::Backup SimServer::backup() {
  stop();
  Backup copy = disk.image();
  start();
  return copy;
}

void SimServer::restore(const Backup& backup) {
  stop();
  disk.load(backup);
  if (!start()) throw std::logic_error("a restored server does not start: " + why_not_);
  const std::string epoch = "epoch-" + std::to_string(++epochs_);
  store().write(server::OrganisationId(kOrganisation), [&](server::Writer& writer) { writer.set_epoch(epoch); });
}

}  // namespace constat::test

#include "bench/sync/references.hpp"

#define CPPHTTPLIB_LISTEN_BACKLOG 1024  // as the server
#include <httplib.h>
#include <sqlite3.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <stdexcept>

#include "backend/http/connection_threads.hpp"
#include "backend/http/server.hpp"

namespace constat::bench {
namespace {

class Queue final : public httplib::TaskQueue {
 public:
  bool enqueue(std::function<void()> work) override { return threads_.run(std::move(work)); }
  void shutdown() override { threads_.stop(); }

 private:
  server::http::ServerOptions like_;
  server::http::ConnectionThreads threads_{like_.most_threads, like_.most_waiting};
};

[[noreturn]] void serve_constant(std::size_t bytes, int end) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const std::string answer(bytes, 'x');
  httplib::Server library;
  library.new_task_queue = [] { return new Queue; };
  library.set_tcp_nodelay(true);
  library.Put("/api/v1/visits/:id/revisions/:revision", [&](const httplib::Request&, httplib::Response& to, const httplib::ContentReader& reader) {
    std::string body;
    reader([&](const char* data, std::size_t count) {
      body.append(data, count);
      return true;
    });
    to.status = 201;
    to.set_content(answer, "application/json");
  });
  library.Get("/.*", [&](const httplib::Request&, httplib::Response& to) { to.set_content(answer, "application/json"); });
  const int port = library.bind_to_any_port("127.0.0.1");
  if (write(end, &port, sizeof port) != sizeof port) _exit(1);
  library.listen_after_bind();
  _exit(0);
}

void execute(sqlite3* handle, const char* sql) {
  if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle));
}

}  // namespace

ConstantServer::ConstantServer(std::size_t answer_bytes) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("pipe failed");
  process_ = fork();
  if (process_ == 0) serve_constant(answer_bytes, ends[1]);
  close(ends[1]);
  if (read(ends[0], &port_, sizeof port_) != sizeof port_) throw std::runtime_error("the constant server does not start");
  close(ends[0]);
}

ConstantServer::~ConstantServer() {
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

double sqlite_alone(const std::filesystem::path& file, const std::vector<std::string>& bodies, std::size_t at_once) {
  sqlite3* handle = nullptr;
  if (sqlite3_open(file.c_str(), &handle) != SQLITE_OK) throw std::runtime_error("SQLite cannot open " + file.string());
  execute(handle, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=2000;"
                  "CREATE TABLE body(number INTEGER PRIMARY KEY, body TEXT NOT NULL)");
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(handle, "INSERT INTO body(body) VALUES(?)", -1, &insert, nullptr);
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t from = 0; from < bodies.size(); from += at_once) {
    execute(handle, "BEGIN IMMEDIATE");
    for (std::size_t i = from; i < std::min(bodies.size(), from + at_once); ++i) {
      sqlite3_bind_text(insert, 1, bodies[i].data(), static_cast<int>(bodies[i].size()), SQLITE_STATIC);
      if (sqlite3_step(insert) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(handle));
      sqlite3_reset(insert);
    }
    execute(handle, "COMMIT");
  }
  const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  sqlite3_finalize(insert);
  sqlite3_close(handle);
  return static_cast<double>(bodies.size()) / took;
}

}  // namespace constat::bench

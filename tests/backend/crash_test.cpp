// The promise: what was acknowledged is there after kill -9, once, byte for byte.
#include <catch_amalgamated.hpp>

#include <csignal>
#include <map>
#include <mutex>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "backend/intake/intake_log.hpp"
#include "shared/sync/receipt.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;

namespace {

constexpr int kRounds = 20;
constexpr int kPhones = 3;

// A server in a process of its own, over `data`; ends by SIGKILL only.
class Victim {
 public:
  explicit Victim(const std::filesystem::path& data) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    process_ = fork();
    if (process_ == 0) {
      close(ends[0]);
      serve(data, ends[1]);
    }
    close(ends[1]);
    REQUIRE(read(ends[0], &port_, sizeof port_) == sizeof port_);
    close(ends[0]);
  }
  ~Victim() { kill(); }
  int port() const { return port_; }
  void kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }

 private:
  [[noreturn]] static void serve(const std::filesystem::path& data, int end) {
    if (!freopen("/dev/null", "w", stderr)) _exit(1);
    try {
      server::ApplicationOptions options;
      options.data = data;
      server::Application application(std::move(options));
      const int port = application.start().value_or(0);
      if (write(end, &port, sizeof port) != sizeof port) _exit(1);
      for (;;) pause();
    } catch (...) {
      _exit(1);
    }
  }

  pid_t process_ = 0;
  int port_ = 0;
};

struct Acknowledged {
  std::mutex mutex;
  std::map<std::string, std::string> bodies;    // by visit id
  std::map<std::string, std::string> receipts;  // by visit id
};

void push_until_it_dies(int port, const std::string& cookie, unsigned first, Acknowledged& acknowledged) {
  Client client(port);
  client.use_cookie(cookie);
  for (unsigned number = first;; ++number) {
    const std::string id = visit_id(number), body = submission(id);
    const Reply answer = client.push(id, 1, body);
    if (answer.status != 201 && answer.status != 200) return;
    const std::lock_guard lock(acknowledged.mutex);
    acknowledged.bodies[id] = body;
    acknowledged.receipts[id] = answer.body;
  }
}

}  // namespace

TEST_CASE("nothing that was acknowledged is lost when the server is killed twenty times") {
  TemporaryFolder folder;
  const auto data = folder.path() / "data";
  std::string cookie;
  {
    server::ApplicationOptions options;
    options.data = data;
    server::Application application(std::move(options));
    seed(application.store(), application.passwords().hash(kPassword));
  }
  Acknowledged acknowledged;
  for (int round = 0; round < kRounds; ++round) {
    Victim victim(data);
    Client client(victim.port());
    client.use_cookie(cookie);
    if (cookie.empty()) {
      REQUIRE(client.sign_in("investigator@north.example", kPassword).status == 200);
      cookie = client.cookie();
    }
    std::vector<std::thread> phones;
    for (int phone = 0; phone < kPhones; ++phone)
      phones.emplace_back(push_until_it_dies, victim.port(), cookie,
                          static_cast<unsigned>(1 + round * 100'000 + phone * 30'000), std::ref(acknowledged));
    std::this_thread::sleep_for(std::chrono::milliseconds(40 + 13 * round));
    victim.kill();
    for (std::thread& phone : phones) phone.join();
  }

  INFO(acknowledged.bodies.size() << " visits acknowledged");
  REQUIRE(acknowledged.bodies.size() > kRounds);
  std::set<std::string> logged;
  server::read_intake(data / "intake", [&](const server::IntakeRecord& record) { logged.insert(record.body); });
  server::ApplicationOptions options;
  options.data = data;
  server::Application application(std::move(options));
  const auto reader = application.store().read(server::OrganisationId("north"));
  std::size_t lost = 0, altered = 0, unlogged = 0;
  for (const auto& [id, body] : acknowledged.bodies) {
    const auto revisions = reader->revisions(VisitId(id));
    if (revisions.size() != 1) ++lost;
    else if (revisions[0].body != body || revisions[0].receipt != acknowledged.receipts[id]) ++altered;
    if (logged.count(body) == 0) ++unlogged;
  }
  CHECK(lost == 0);
  CHECK(altered == 0);
  CHECK(unlogged == 0);
}

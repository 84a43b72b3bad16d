// Between client and server stands a proxy that cuts, resets, trickles, stalls and repeats.
#include <catch_amalgamated.hpp>

#include <thread>

#include "shared/base/rng.hpp"
#include "shared/base/sha256.hpp"
#include "tests/reliability/support/engine_host.hpp"
#include "tests/reliability/support/fault_proxy.hpp"
#include "tests/reliability/support/figures.hpp"
#include "tests/reliability/support/patient_client.hpp"
#include "tests/reliability/support/png.hpp"
#include "tests/reliability/support/world.hpp"

using namespace constat;
using namespace constat::test;

namespace {

constexpr std::chrono::milliseconds kPatience{400};  // a stalled connection costs this much

// One connection in eight is sound. The others break in the first request or answer that they carry, or a little later.
class Weather {
 public:
  explicit Weather(std::uint64_t seed) : rng_(seed) {}
  Fault next() {
    using Kind = Fault::Kind;
    constexpr Kind kKinds[] = {Kind::cut, Kind::cut, Kind::cut, Kind::reset, Kind::reset, Kind::trickle, Kind::stall, Kind::duplicate};
    Fault fault;
    if (rng_.chance(12)) return fault;
    fault.kind = kKinds[rng_.below(std::size(kKinds))];
    fault.way = rng_.chance(50) ? Fault::Way::to_server : Fault::Way::to_client;
    fault.after = static_cast<std::size_t>(rng_.below(1800));
    return fault;
  }

 private:
  Rng rng_;
};

}  // namespace

TEST_CASE("through every spoiled connection each visit arrives once and is acknowledged with its receipt", "[fault-proxy]") {
  const std::int64_t wanted = setting("CONSTAT_PROXY_FAULTS", 500);
  const std::uint64_t seed = seed_of_run();
  INFO("seed " << seed << " (CONSTAT_SEED=" << seed << ")");
  const TemporaryFolder folder;
  const World world(folder.path());
  Promises promises;
  std::atomic<std::int64_t> attempts{0}, undelivered{0};
  std::int64_t suffered = 0;
  {
    ServerProcess server(world.settings());
    Weather weather(seed);
    FaultProxy proxy([&] { return server.port(); }, [&] { return weather.next(); });
    std::vector<std::thread> phones;
    for (unsigned phone = 0; phone < 4; ++phone) {
      phones.emplace_back([&, phone] {
        PatientClient client([&] { return proxy.port(); }, world.investigator, kPatience);
        for (unsigned number = 1 + phone * 10'000'000; proxy.suffered() < wanted; ++number) {
          const bool photographed = number % 6 == 0;
          const std::string photo = photographed ? png_of_noise(number, 60'000) : std::string(), sha256 = sha256_hex(photo);
          const std::string visit = visit_id(number), body = photographed ? submission_with_photo(visit, sha256) : submission(visit);
          const auto receipt = client.deliver(visit, body);
          if (receipt) promises.add(visit, body, *receipt);
          const bool sent = !photographed || client.deliver_photo(sha256, photo);
          if (photographed && sent) promises.add_photo(sha256, photo);
          if (!receipt || !sent) ++undelivered;
          client.hang_up();
        }
        attempts += client.attempts();
      });
    }
    for (std::thread& phone : phones) phone.join();
    suffered = proxy.suffered();
    server.kill();
  }
  const Audit audit = world.audit(promises, world.data);
  print_figure("fault-proxy: " + std::to_string(suffered) + " faults, " + to_string(audit) + ", " + std::to_string(attempts) +
               " requests, seed " + std::to_string(seed));
  CHECK(suffered >= wanted);
  CHECK(undelivered == 0);
  CHECK(attempts > static_cast<std::int64_t>(audit.visits));
  CHECK(audit.clean());
}

TEST_CASE("the real device engine delivers its queue through the spoiled connections, and its queue empties", "[fault-proxy]") {
  const int visits = static_cast<int>(setting("CONSTAT_PROXY_ENGINE_VISITS", 40));
  const std::uint64_t seed = seed_of_run() + 1;
  INFO("seed " << seed - 1 << " (CONSTAT_SEED=" << seed - 1 << ")");
  const TemporaryFolder folder;
  const World world(folder.path(), visits);
  Promises promises;
  std::int64_t suffered = 0, requests = 0;
  {
    ServerProcess server(world.settings());
    Weather weather(seed);
    FaultProxy proxy([&] { return server.port(); }, [&] { return weather.next(); });
    EngineHost host(seed, kPatience);
    host.sign_in(server.port(), "investigator@north.example", kPassword);
    host.use_port(proxy.port());
    for (int i = 1; i <= visits; ++i) host.make_visit("m" + std::to_string(i), {{"greeted", "\"yes\""}, {"smile", "2"}});
    const bool emptied = host.run_until_received(4000);
    CHECK(emptied);
    for (const auto& [visit, receipt] : host.receipts()) promises.add(visit, host.body_of(visit), receipt);
    suffered = proxy.suffered();
    requests = host.requests();
    server.kill();
  }
  const Audit audit = world.audit(promises, world.data);
  print_figure("fault-proxy, device engine: " + std::to_string(suffered) + " faults, " + to_string(audit) + ", " +
               std::to_string(requests) + " requests, seed " + std::to_string(seed - 1));
  CHECK(audit.visits == static_cast<std::size_t>(visits));
  CHECK(suffered > visits / 4);
  CHECK(audit.clean());
}

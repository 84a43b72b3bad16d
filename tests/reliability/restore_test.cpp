// The server's machine is lost and an older backup restored: the phones send again what they keep, and all of it is there.
// Then the database is thrown away and made again from the log.
#include <catch_amalgamated.hpp>

#include <thread>

#include "shared/base/rng.hpp"
#include "tests/reliability/support/engine_host.hpp"
#include "tests/reliability/support/figures.hpp"
#include "tests/reliability/support/patient_client.hpp"
#include "tests/reliability/support/world.hpp"

using namespace constat;
using namespace constat::test;

namespace {

constexpr int kPhones = 2, kVisits = 12;  // of each phone

std::string content_hash(const std::filesystem::path& data) {
  const ProgramRun run = run_program({"doctor", "--data", data.string()});
  for (std::size_t at = 0; at + 64 <= run.out.size(); ++at) {
    const std::size_t end = run.out.find_first_not_of("0123456789abcdef", at);
    if (end == std::string::npos ? run.out.size() - at == 64 : end - at == 64) return run.out.substr(at, 64);
    if (end != std::string::npos && end > at) at = end;
  }
  return "no hash: " + run.out + run.err;
}

ProgramRun must_run(const std::vector<std::string>& arguments) {
  ProgramRun run = run_program(arguments);
  INFO(arguments[0] << ": " << run.out << run.err);
  REQUIRE(run.status == 0);
  return run;
}

}  // namespace

TEST_CASE("after the restore of an older backup every visit comes back, and the log alone gives the same database", "[restore]") {
  const std::int64_t restores = setting("CONSTAT_RESTORES", 5);
  const std::uint64_t seed = seed_of_run();
  INFO("seed " << seed << " (CONSTAT_SEED=" << seed << ")");
  Rng rng(seed);
  std::size_t missing = 0, acknowledged = 0, lost = 0, same_hash = 0;
  for (std::int64_t round = 0; round < restores; ++round) {
    const TemporaryFolder folder;
    const World world(folder.path(), kPhones * kVisits);
    const auto place = folder.path() / "backups", restored = folder.path() / "restored", rebuilt = folder.path() / "rebuilt";
    std::filesystem::create_directories(place);
    Promises promises;
    std::vector<std::unique_ptr<EngineHost>> hosts;
    auto server = std::make_unique<ServerProcess>(world.settings());
    for (int phone = 0; phone < kPhones; ++phone) {
      hosts.push_back(std::make_unique<EngineHost>(seed + static_cast<std::uint64_t>(round * kPhones + phone), std::chrono::seconds(10)));
      hosts.back()->sign_in(server->port(), "investigator@north.example", kPassword);
    }
    // Somewhere in the middle of the work the backup is made, from the running server.
    const auto backup_after = rng.between(0, kVisits - 1);
    for (int visit = 0; visit < kVisits; ++visit) {
      for (int phone = 0; phone < kPhones; ++phone) {
        hosts[static_cast<std::size_t>(phone)]->make_visit("m" + std::to_string(1 + visit * kPhones + phone), {{"greeted", "\"yes\""}, {"smile", "1"}});
        REQUIRE(hosts[static_cast<std::size_t>(phone)]->run_until_received(200));
      }
      if (visit == backup_after) must_run({"backup", "--data", world.data.string(), "--to", place.string()});
    }
    server->kill();
    for (const auto& host : hosts)
      for (const auto& [visit, receipt] : host->receipts()) promises.add(visit, host->body_of(visit), receipt);
    acknowledged += promises.size();

    must_run({"restore", "--from", place.string(), "--data", restored.string()});
    const Audit before = world.audit(promises, restored, false);
    server = std::make_unique<ServerProcess>(ServerSettings{restored, world.log});
    for (const auto& host : hosts) {
      host->sign_in(server->port(), "investigator@north.example", kPassword);
      REQUIRE(host->run_until_received(400));
    }
    REQUIRE(server->stop() == 0);
    const Audit after = world.audit(promises, restored, false);
    missing += before.lost;
    lost += after.lost + after.altered + after.doubled;
    INFO("restored: " << to_string(before) << "; after the phones: " << to_string(after));
    CHECK(before.lost == static_cast<std::size_t>((kVisits - 1 - backup_after) * kPhones));
    CHECK(after.visits == kPhones * kVisits);
    CHECK(after.clean());

    must_run({"rebuild", "--data", restored.string(), "--to", rebuilt.string()});
    const std::string hash = content_hash(restored);
    CHECK(hash.size() == 64);
    CHECK(content_hash(rebuilt) == hash);
    same_hash += content_hash(rebuilt) == hash;
    CHECK(world.audit(promises, rebuilt, false).clean());
  }
  print_figure("restore: " + std::to_string(restores) + " older backups restored, " + std::to_string(acknowledged) + " visits acknowledged, " +
               std::to_string(missing) + " were not in the backup, " + std::to_string(lost) + " of all lost, doubled or altered in the end, the log gave the same hash " +
               std::to_string(same_hash) + " times, seed " + std::to_string(seed));
}

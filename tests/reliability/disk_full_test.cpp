// The server's disk runs full in the middle of sync, at another byte each time, and gets room again.
#include <catch_amalgamated.hpp>

#include <nlohmann/json.hpp>
#include <thread>

#include "shared/base/rng.hpp"
#include "tests/reliability/support/figures.hpp"
#include "tests/reliability/support/patient_client.hpp"
#include "tests/reliability/support/small_disk.hpp"
#include "tests/reliability/support/world.hpp"

using namespace constat;
using namespace constat::test;

namespace {

struct Tally {
  std::int64_t full = 0;     // pushes that met the full disk
  std::int64_t unclear = 0;  // of these: answered with anything but 503, Retry-After and words
  std::int64_t unread = 0;   // pulls that failed while it was full
  std::int64_t refused_after = 0;  // pushes that did not succeed once there was room again
};

bool says_what_to_do(const Reply& reply) {
  if (reply.status != 503 || reply.header("retry-after").empty()) return false;
  const auto problem = nlohmann::json::parse(reply.body, nullptr, false);
  return problem.is_object() && !problem.value("code", "").empty() && problem.value("detail", "").size() > 20;
}

// Visits until the first that is not taken; that one is returned with its body.
std::pair<std::string, std::string> push_until_full(PatientClient& client, unsigned& number, Promises& promises, Tally& tally) {
  for (;; ++number) {
    const std::string visit = visit_id(number), body = submission(visit);
    if (const auto receipt = client.deliver(visit, body, 1)) {
      promises.add(visit, body, *receipt);
      continue;
    }
    ++tally.full;
    if (!says_what_to_do(client.last())) {
      ++tally.unclear;
      UNSCOPED_INFO("answered " << client.last().status << " " << client.last().body);
    }
    ++number;
    return {visit, body};
  }
}

void run_full(SmallDisk& disk, std::int64_t sizes, const std::filesystem::path& folder, std::uint64_t seed) {
  Rng rng(seed);
  const World world(folder / "seeded");
  std::filesystem::copy(world.data, disk.data(), std::filesystem::copy_options::recursive);
  const auto log = folder / "server.log";
  auto server = std::make_unique<ServerProcess>(disk.settings(log));
  Promises promises;
  Tally tally;
  unsigned numbers[2] = {1, 10'000'001};
  std::int64_t restarts = 0;
  for (std::int64_t size = 0; size < sizes; ++size) {
    disk.leave(rng.between(0, 700'000));
    std::pair<std::string, std::string> refused[2];
    std::vector<std::thread> phones;
    for (std::size_t phone = 0; phone < 2; ++phone) {
      phones.emplace_back([&, phone] {
        PatientClient client([&] { return server->port(); }, world.investigator, std::chrono::seconds(20));
        Tally own;
        refused[phone] = push_until_full(client, numbers[phone], promises, own);
        static std::mutex mutex;
        const std::lock_guard lock(mutex);
        tally.full += own.full;
        tally.unclear += own.unclear;
      });
    }
    for (std::thread& phone : phones) phone.join();
    Client reader(server->port());
    reader.use_cookie(world.investigator);
    if (reader.get("/api/v1/sync?limit=1").status != 200) ++tally.unread;
    const bool dies = size % 2 == 1;
    if (dies) server->kill();
    disk.give_back();
    if (dies) {
      server = std::make_unique<ServerProcess>(disk.settings(log));
      ++restarts;
    }
    PatientClient client([&] { return server->port(); }, world.investigator, std::chrono::seconds(20));
    for (const auto& [visit, body] : refused) {
      if (const auto receipt = client.deliver(visit, body, 5)) promises.add(visit, body, *receipt);
      else ++tally.refused_after;
    }
  }
  server->kill();
  const auto copy = folder / "copy";
  std::filesystem::copy(disk.data(), copy, std::filesystem::copy_options::recursive);
  const Audit audit = world.audit(promises, copy);
  print_figure("disk-full (" + disk.kind() + "): " + std::to_string(sizes) + " sizes, " + std::to_string(restarts) + " of them with kill -9 while full, " +
               std::to_string(tally.full) + " pushes met it, " + to_string(audit) + ", seed " + std::to_string(seed));
  CHECK(tally.full == 2 * sizes);
  CHECK(tally.unclear == 0);
  CHECK(tally.unread == 0);
  CHECK(tally.refused_after == 0);
  CHECK(audit.visits > static_cast<std::size_t>(2 * sizes));
  CHECK(audit.clean());
}

}  // namespace

TEST_CASE("a full disk is said in words, loses nothing that was acknowledged, and the same pushes succeed once there is room", "[disk-full]") {
  const std::uint64_t seed = seed_of_run();
  INFO("seed " << seed << " (CONSTAT_SEED=" << seed << ")");
  const TemporaryFolder folder;
  const std::int64_t sizes = setting("CONSTAT_DISK_SIZES", 20);
  if (const auto disk = small_tmpfs(folder.path())) {
    run_full(*disk, sizes, folder.path(), seed);
  } else {
    WARN("this system allows no mount of one's own: the library stands in for the small disk");
    const auto shim = small_shim(folder.path());
    run_full(*shim, sizes, folder.path(), seed);
  }
}

TEST_CASE("writes that fail with ENOSPC in the middle of their bytes are survived like a full disk", "[disk-full]") {
  const std::uint64_t seed = seed_of_run();
  INFO("seed " << seed << " (CONSTAT_SEED=" << seed << ")");
  const TemporaryFolder folder;
  const auto disk = small_shim(folder.path());
  run_full(*disk, 4, folder.path(), seed);
}

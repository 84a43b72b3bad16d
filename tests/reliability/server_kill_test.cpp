// kill -9 of the real server while phones sync over real HTTP, again and again.
#include <catch_amalgamated.hpp>

#include <thread>

#include "shared/base/rng.hpp"
#include "shared/base/sha256.hpp"
#include "tests/reliability/support/figures.hpp"
#include "tests/reliability/support/patient_client.hpp"
#include "tests/reliability/support/png.hpp"
#include "tests/reliability/support/world.hpp"

using namespace constat;
using namespace constat::test;

namespace {

constexpr int kPhones = 3;
constexpr unsigned kPhotoEvery = 4;              // visits
constexpr std::size_t kPhotoBytes = 150'000;  // several chunks

}  // namespace

TEST_CASE("nothing that was acknowledged is lost, doubled or altered when the server is killed again and again", "[server-kill]") {
  const std::int64_t kills = setting("CONSTAT_SERVER_KILLS", 50);
  const std::uint64_t seed = seed_of_run();
  INFO("seed " << seed << " (CONSTAT_SEED=" << seed << ")");
  Rng rng(seed);
  const TemporaryFolder folder;
  const World world(folder.path());
  Promises promises;
  std::atomic<int> port{0};
  std::atomic<bool> over{false};
  std::vector<std::thread> phones;
  auto server = std::make_unique<ServerProcess>(world.settings());
  port = server->port();
  for (unsigned phone = 0; phone < kPhones; ++phone) {
    phones.emplace_back([&, phone] {
      PatientClient client([&] { return port.load(); }, world.investigator, std::chrono::seconds(5));
      client.give_up_on(over);
      for (unsigned number = 1 + phone * 10'000'000; !over; ++number) {
        const bool photographed = number % kPhotoEvery == 0;
        const std::string photo = photographed ? png_of_noise(number, kPhotoBytes) : std::string(), sha256 = sha256_hex(photo);
        const std::string visit = visit_id(number), body = photographed ? submission_with_photo(visit, sha256) : submission(visit);
        const auto receipt = client.deliver(visit, body);
        if (!receipt) return;
        promises.add(visit, body, *receipt);
        if (photographed && client.deliver_photo(sha256, photo)) promises.add_photo(sha256, photo);
      }
    });
  }
  for (std::int64_t kill = 0; kill < kills; ++kill) {
    const std::size_t before = promises.size();
    std::this_thread::sleep_for(std::chrono::milliseconds(rng.between(20, 350)));
    // However slow the machine is, a life acknowledges something before it ends.
    for (int wait = 0; wait < 2000 && promises.size() == before; ++wait) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    server->kill();
    server = std::make_unique<ServerProcess>(world.settings());
    port = server->port();
  }
  over = true;
  for (std::thread& phone : phones) phone.join();
  server->kill();

  const Audit audit = world.audit(promises, world.data);
  print_figure("server-kill: " + std::to_string(kills) + " kills, " + to_string(audit) + ", seed " + std::to_string(seed));
  CHECK(audit.visits >= static_cast<std::size_t>(kills));
  CHECK(audit.photos > 0);
  CHECK(audit.clean());
}

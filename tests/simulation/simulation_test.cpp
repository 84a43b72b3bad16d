// After any weather every submission is on the server, once and byte for byte, every draft is whole and every queue empty.
// CONSTAT_SIMULATION_SEEDS how many, CONSTAT_SIMULATION_FIRST the first.
#include <catch_amalgamated.hpp>

#include <chrono>

#include "tests/faults/support/settings.hpp"
#include "tests/simulation/world.hpp"

using namespace constat::test;

TEST_CASE("phones and the real server lose nothing and agree after any weather", "[simulation]") {
  const std::uint64_t seeds = number_from("CONSTAT_SIMULATION_SEEDS", 2000), first = number_from("CONSTAT_SIMULATION_FIRST", 1);
  World::Counts all;
  const auto begun = std::chrono::steady_clock::now();
  for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
    INFO("CONSTAT_SIMULATION_FIRST=" << seed << " CONSTAT_SIMULATION_SEEDS=1");
    World world(seed);
    world.live();
    world.heal();
    const std::string broken = lines(world.broken_promises());
    CHECK(broken == "");
    const World::Counts& counts = world.counts();
    all.phones += counts.phones;
    all.submissions += counts.submissions;
    all.photos += counts.photos;
    all.server_cuts += counts.server_cuts;
    all.phone_cuts += counts.phone_cuts;
    all.restores += counts.restores;
    all.conflicts += counts.conflicts;
    all.quarantined += counts.quarantined;
    all.requests += counts.requests;
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  WARN("figure simulation: " << seeds << " seeds from " << first << ", " << static_cast<double>(seeds) / seconds << " a second: " << all.phones << " phones, "
             << all.requests << " requests, " << all.submissions << " submissions, " << all.photos << " photos, " << all.phone_cuts
             << " power cuts on phones, " << all.server_cuts << " on the server, " << all.restores << " restores, " << all.conflicts
             << " conflicts, " << all.quarantined << " bodies set aside");
  if (seeds >= 200) {
    CHECK(all.submissions > seeds);
    CHECK(all.server_cuts > 0);
    CHECK(all.photos > 0);
    CHECK(all.restores > 0);
    CHECK(all.conflicts > 0);
    CHECK(all.quarantined > 0);
  }
}

// 666: a discard that failed half-way took answers with it. 968: what the simulated disk forgot. 40160: a log that was read
// back after a power cut, and relied on before it was durable. 299252: a start that was reported as failed stood in the
// database alone, not durable, and was opened as a draft. Of the oracle: 240359 and 304313 (a copied phone sent what its
// original was told was not saved), 279261 (a phone sent again after the others had pulled for the last time).
TEST_CASE("seeds that once found a fault pass", "[simulation]") {
  for (const std::uint64_t seed : {666, 968, 40160, 240359, 279261, 299252, 304313}) {
    INFO("CONSTAT_SIMULATION_FIRST=" << seed << " CONSTAT_SIMULATION_SEEDS=1");
    World world(seed);
    world.live();
    world.heal();
    CHECK(lines(world.broken_promises()) == "");
  }
}

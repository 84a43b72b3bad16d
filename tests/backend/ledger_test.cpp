// The store and its intake log keep step, whatever fails.
#include <catch_amalgamated.hpp>

#include <fstream>

#include "backend/ledger/ledger_reader.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/store_sqlite/database_files.hpp"
#include "backend/store_sqlite/sqlite_store.hpp"
#include "tests/backend/support/random_writes.hpp"
#include "tests/backend/support/store_faults.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::server;
using namespace constat::test;

namespace {

const OrganisationId kNorth("north");

// A data directory whose store can be opened, cut off and copied.
struct Place {
  TemporaryFolder folder;
  std::filesystem::path data = folder.path() / "data0";
  FaultyFiles files;
  std::unique_ptr<Store> store;
  int number = 0;

  Place() { std::filesystem::create_directory(data); }
  ~Place() { CommitFaults::commits_fail = false; }

  void open() {
    store.reset();
    store = open_sqlite_store(data / "constat.sqlite", CommitFaults::vfs(), files);
  }
  void stop() {
    store->close();
    store.reset();
  }
  // What a process that is killed now leaves behind becomes the place's directory.
  void kill() {
    const auto left = folder.path() / ("data" + std::to_string(++number));
    std::filesystem::copy(data, left, std::filesystem::copy_options::recursive);
    std::filesystem::remove(left / "constat.sqlite-shm");
    stop();
    data = left;
  }
  sqlite::Rebuilt rebuild(const std::string& name = "rebuilt.sqlite") {
    std::filesystem::remove(folder.path() / name);
    ledger::PersonKeys keys(data / "keys", posix_files());
    return sqlite::rebuild_database(folder.path() / name, ledger::LedgerReader(data / "intake", posix_files()), keys, [](std::uint64_t) {});
  }
  std::string hash() { return sqlite::content_hash_of(data / "constat.sqlite"); }
};

void put_site(Store& store, const std::string& id) {
  store.write(kNorth, [&](Writer& writer) { writer.put_site({SiteId(id), "Site " + id, "", "", {}, std::nullopt}); });
}

bool has_site(Store& store, const std::string& id) { return store.read(kNorth)->site(SiteId(id)).has_value(); }

std::size_t bytes_in(const std::filesystem::path& folder) {
  std::size_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) bytes += std::filesystem::file_size(entry.path());
  return bytes;
}

}  // namespace

TEST_CASE("any sequence of changes, refusals and kills can be made again from the intake log") {
  int scrubbed = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    Place place;
    RandomWrites writes(seed);
    place.open();
    int refused = 0;
    for (int step = 0; step < 90; ++step) {
      place.files.writes_fail = writes.draw(25) == 0;
      place.files.syncs_fail = writes.draw(25) == 0;
      place.files.cuts_fail = writes.draw(3) == 0;
      CommitFaults::commits_fail = writes.draw(12) == 0;
      try {
        writes.step(*place.store);
        if (place.store->scrub_wanted() && writes.draw(6) == 0) place.store->scrub(), ++scrubbed;
      } catch (const StoreFailure&) {
        ++refused;
      }
      place.files.writes_fail = place.files.syncs_fail = place.files.cuts_fail = false;
      CommitFaults::commits_fail = false;
      if (writes.draw(15) != 0) continue;
      place.kill();
      place.open();
    }
    CHECK(refused > 0);
    place.kill();
    place.open();
    place.stop();
    const auto rebuilt = place.rebuild();
    CHECK(rebuilt.moved.empty());
    CHECK(rebuilt.erased == 0);
    REQUIRE(rebuilt.content_hash == place.hash());
  }
  CHECK(scrubbed > 8);
}

TEST_CASE("a database that fell behind is brought forward from the intake log") {
  Place place;
  place.open();
  place.store->create_organisation({kNorth, "North", false, "e1", ""});
  put_site(*place.store, "early");
  place.stop();
  std::filesystem::copy_file(place.data / "constat.sqlite", place.folder.path() / "older");
  place.open();
  put_site(*place.store, "late");
  const std::int64_t seq = place.store->read(kNorth)->seq();
  place.stop();
  const std::string before = place.hash();
  std::filesystem::copy_file(place.folder.path() / "older", place.data / "constat.sqlite",
                             std::filesystem::copy_options::overwrite_existing);
  place.open();
  CHECK(has_site(*place.store, "late"));
  CHECK(place.store->read(kNorth)->seq() == seq);
  place.stop();
  CHECK(place.hash() == before);

  std::filesystem::remove(place.data / "constat.sqlite");
  place.open();
  CHECK(has_site(*place.store, "late"));
  place.stop();
  CHECK(place.hash() == before);
}

TEST_CASE("when the intake log cannot be written, nothing is stored; when it can again, the store goes on") {
  Place place;
  place.open();
  place.store->create_organisation({kNorth, "North", false, "e1", ""});
  for (const bool cut_fails : {false, true})
    for (std::atomic<bool>* fault : {&place.files.writes_fail, &place.files.syncs_fail}) {
      place.files.cuts_fail = cut_fails;
      *fault = true;
      CHECK_THROWS_AS(put_site(*place.store, "refused"), StoreFailure);
      *fault = false;
      place.files.cuts_fail = false;
      CHECK_FALSE(has_site(*place.store, "refused"));
      put_site(*place.store, "kept" + std::to_string(place.number++));
    }
  place.kill();
  place.open();
  for (int i = 0; i < 4; ++i) CHECK(has_site(*place.store, "kept" + std::to_string(i)));
  CHECK_FALSE(has_site(*place.store, "refused"));
  place.stop();
  CHECK(place.rebuild().content_hash == place.hash());
}

TEST_CASE("a change that the database gave up is void in the log once another took its number") {
  Place place;
  place.open();
  place.store->create_organisation({kNorth, "North", false, "e1", ""});
  CommitFaults::commits_fail = true;
  CHECK_THROWS_AS(put_site(*place.store, "refused"), StoreFailure);
  CommitFaults::commits_fail = false;
  CHECK_FALSE(has_site(*place.store, "refused"));
  put_site(*place.store, "kept");
  place.kill();
  place.open();
  CHECK(has_site(*place.store, "kept"));
  CHECK_FALSE(has_site(*place.store, "refused"));
  place.stop();
  CHECK(ledger::LedgerReader(place.data / "intake", posix_files()).facts().voided == 1);
  CHECK(place.rebuild().content_hash == place.hash());
}

TEST_CASE("a log that lacks records is refused, not passed over") {
  Place place;
  place.open();
  place.store->create_organisation({kNorth, "North", false, "e1", ""});
  place.stop();
  std::filesystem::copy_file(place.data / "constat.sqlite", place.folder.path() / "older");
  for (const char* id : {"one", "two"}) {
    place.open();
    put_site(*place.store, id);
    place.stop();
  }
  std::filesystem::copy_file(place.folder.path() / "older", place.data / "constat.sqlite",
                             std::filesystem::copy_options::overwrite_existing);
  std::filesystem::remove(place.data / "intake/00000002.log");
  CHECK_THROWS_WITH(place.open(), Catch::Matchers::ContainsSubstring("records 2 to 2"));
}

TEST_CASE("a database from before the log, or whose log is gone, puts itself whole into the log") {
  Place place;
  RandomWrites writes(7);
  place.open();
  for (int i = 0; i < 150; ++i) {
    try {
      writes.step(*place.store);
    } catch (const StoreFailure&) {
    }
  }
  place.stop();
  const std::string before = place.hash();
  std::filesystem::remove_all(place.data / "intake");
  place.open();
  place.stop();
  CHECK(place.hash() == before);
  CHECK(place.rebuild().content_hash == before);
  place.open();
  for (int i = 0; i < 20; ++i) {
    try {
      writes.step(*place.store);
    } catch (const StoreFailure&) {
    }
  }
  place.stop();
  CHECK(ledger::LedgerReader(place.data / "intake", posix_files()).facts().snapshot > 0);
  CHECK(place.rebuild().content_hash == place.hash());
}

TEST_CASE("what the log says of a person is readable with that person's key only") {
  Place place;
  place.open();
  place.store->create_organisation({kNorth, "North", false, "e1", ""});
  place.store->write(kNorth, [](Writer& writer) {
    writer.put_user({kNorth, UserId("u"), "secret@north.example", "Secret Name", Role::investigator, "fr", "", false, {"secret region"}, {"secret skill"}});
    Revision revision;
    revision.visit = VisitId("v");
    revision.revision = 1;
    revision.sha256 = "hash";
    revision.body = "a secret body";
    revision.sender = UserId("u");
    writer.add_revision(revision);
  });
  place.stop();
  for (const auto& entry : std::filesystem::directory_iterator(place.data / "intake"))
    for (const char* text : {"secret@north", "Secret Name", "a secret body", "secret region", "secret skill"})
      CHECK(read_file(entry.path()).find(text) == std::string::npos);
  for (const auto& entry : std::filesystem::directory_iterator(place.data / "keys"))
    CHECK((std::filesystem::status(entry.path()).permissions() & std::filesystem::perms::mask) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  CHECK(place.rebuild().content_hash == place.hash());
  std::filesystem::remove_all(place.data / "keys");
  const auto rebuilt = place.rebuild();
  CHECK(rebuilt.erased == 5);
  CHECK(read_file(place.folder.path() / "rebuilt.sqlite").find("secret") == std::string::npos);
}

TEST_CASE("changes that wait together share one sync of the log") {
  Place place;
  place.open();
  place.store->create_organisation({kNorth, "North", false, "e1", ""});
  place.files.syncs = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 40; ++i) put_site(*place.store, "s" + std::to_string(100 * t + i));
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(place.files.syncs < 320);
  CHECK(place.files.syncs > 0);
  CHECK(bytes_in(place.data / "intake") < 320 * 200);
}

// `constat backup` and `constat restore`: what is in a verified copy comes back, and phones bring the rest.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

#include "backend/cli/backup_command.hpp"
#include "backend/cli/restore_command.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/platform/directory_lock.hpp"
#include "backend/recovery/manifest.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/changes.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/data_folder.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;

namespace {

const server::OrganisationId kNorth("north");

struct Fixture {
  TestServer server;
  Client phone = server.signed_in("investigator");
  std::filesystem::path data = server.folder() / "data", place = server.folder() / "backups";
  CommandRunner backup{backup_command()};

  Fixture() { push(1, 3); }

  void push(unsigned from, unsigned to) {
    for (unsigned i = from; i <= to; ++i) REQUIRE(phone.push(visit_id(i), 1, submission(visit_id(i))).status == 201);
  }
  // A photo as its upload leaves it: the file, then the row.
  std::string add_photo(const std::string& bytes) {
    const std::string hash = sha256_hex(bytes);
    const auto file = server::recovery::photo_path(data / "blobs", hash);
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    server.application().store().write(kNorth, [&](server::Writer& writer) {
      writer.add_blob({hash, static_cast<std::int64_t>(bytes.size()), "image/png", "2026-11-22T01:00:00Z", writer.next_seq(), ""});
    });
    return hash;
  }
  Outcome back_up(std::vector<std::string> more = {}) {
    std::vector<std::string> args = {"--data", data.string(), "--to", place.string()};
    args.insert(args.end(), more.begin(), more.end());
    return backup.run(args);
  }
  std::filesystem::path newest() { return server::recovery::backups_in(place).back(); }
  bool noted() { return std::filesystem::exists(data / "copies") && !std::filesystem::is_empty(data / "copies"); }
};

Outcome restore(const std::filesystem::path& from, const std::filesystem::path& to) {
  return CommandRunner(restore_command()).run({"--from", from.string(), "--data", to.string()});
}

}  // namespace

TEST_CASE("visits that came after the backup come back from the phones when it is restored") {
  Fixture fixture;
  const Outcome outcome = fixture.back_up();
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  fixture.push(4, 6);
  const std::string old_cursor =
      parse_change_page(fixture.phone.get("/api/v1/sync").body)->cursor;

  const auto to = fixture.server.folder() / "restored";
  const Outcome restored = restore(fixture.place, to);
  INFO(restored.err);
  REQUIRE(restored.code == 0);
  server::ApplicationOptions options;
  options.data = to;
  server::Application application(std::move(options));
  const auto port = application.start();
  REQUIRE(port);
  Client phone(*port);
  REQUIRE(phone.sign_in("investigator@north.example", kPassword).status == 200);
  // The phone hears of the new epoch and sends again all that it keeps.
  CHECK(phone.get("/api/v1/sync?cursor=" + old_cursor).status == 410);
  CHECK(parse_change_page(phone.get("/api/v1/sync").body)->epoch != "epoch-north");
  for (unsigned i = 1; i <= 6; ++i) CHECK(phone.push(visit_id(i), 1, submission(visit_id(i))).status == (i <= 3 ? 200 : 201));
  const auto reader = application.store().read(kNorth);
  for (unsigned i = 1; i <= 6; ++i) {
    const auto revisions = reader->revisions(VisitId(visit_id(i)));
    REQUIRE(revisions.size() == 1);
    CHECK(revisions[0].body == submission(visit_id(i)));
  }
}

TEST_CASE("a verified backup makes what is in it safe, and nothing that came later") {
  Fixture fixture;
  REQUIRE(fixture.back_up().code == 0);
  const std::int64_t reached = fixture.server.application().store().read(kNorth)->seq();
  fixture.push(4, 4);
  const auto page = parse_change_page(fixture.phone.get("/api/v1/sync").body);
  REQUIRE(page->safe_seq);
  CHECK(*page->safe_seq == reached);
  for (const Change& change : page->changes) {
    if (change.type != "visit") continue;
    const auto stored = nlohmann::json::parse(change.doc)["stored_seq"].get<std::int64_t>();
    CHECK((stored <= *page->safe_seq) == (change.id != visit_id(4)));
  }
}

TEST_CASE("backups go on while visits come in") {
  Fixture fixture;
  std::atomic<bool> end{false};
  std::thread phone([&] {
    Client client = fixture.server.signed_in("investigator");
    for (unsigned i = 100; !end; ++i) client.push(visit_id(i), 1, submission(visit_id(i)));
  });
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 3; ++i) outcomes.push_back(fixture.back_up());
  end = true;
  phone.join();
  for (const Outcome& outcome : outcomes) {
    INFO(outcome.err);
    CHECK(outcome.code == 0);
  }
  REQUIRE(server::recovery::backups_in(fixture.place).size() == 3);
  CHECK(restore(fixture.place, fixture.server.folder() / "restored").code == 0);
}

TEST_CASE("photos stand once for all backups, and come back") {
  Fixture fixture;
  const std::string photo = fixture.add_photo("the bytes of a photo");
  REQUIRE(fixture.back_up().code == 0);
  const auto kept = server::recovery::photo_path(fixture.place / "blobs", photo);
  const auto inode_time = std::filesystem::last_write_time(kept);
  fixture.add_photo("another");
  REQUIRE(fixture.back_up().code == 0);
  CHECK(std::filesystem::last_write_time(kept) == inode_time);
  REQUIRE(restore(fixture.place, fixture.server.folder() / "restored").code == 0);
  CHECK(server::read_file(server::recovery::photo_path(fixture.server.folder() / "restored/blobs", photo)) ==
        "the bytes of a photo");

  // A copy that has gone bad is replaced from the data.
  damage(kept);
  REQUIRE(fixture.back_up().code == 0);
  CHECK(server::read_file(kept) == "the bytes of a photo");
}

TEST_CASE("a photo that the data has lost or damaged is named, and nothing becomes safe") {
  for (const bool lost : {true, false}) {
    Fixture fixture;
    const std::string photo = fixture.add_photo("the bytes of a photo");
    const auto file = server::recovery::photo_path(fixture.data / "blobs", photo);
    if (lost) std::filesystem::remove(file);
    else damage(file);
    const Outcome outcome = fixture.back_up();
    CHECK(outcome.code == 1);
    CHECK(outcome.err.find(photo) != std::string::npos);
    CHECK_FALSE(fixture.noted());
    // The rest is kept all the same.
    const Outcome restored = restore(fixture.place, fixture.server.folder() / "restored");
    CHECK(restored.code == 0);
    CHECK(restored.err.find(photo) != std::string::npos);
  }
}

TEST_CASE("a backup that cannot be verified has no name, and makes nothing safe") {
  Fixture fixture;
  REQUIRE(fixture.back_up().code == 0);
  const auto note = server::read_copy_notes(server::posix_files(), fixture.data / "copies");
  fixture.push(4, 4);
  // A log that does not hold what the database has.
  fixture.server.application().stop();
  for (const auto& entry : std::filesystem::directory_iterator(fixture.data / "intake")) damage(entry.path());
  const Outcome outcome = fixture.back_up();
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find("log") != std::string::npos);
  CHECK(server::recovery::backups_in(fixture.place).size() == 1);
  CHECK(server::read_copy_notes(server::posix_files(), fixture.data / "copies")[0].at == note[0].at);
  CHECK(restore(fixture.place, fixture.server.folder() / "restored").code == 0);
}

TEST_CASE("a backup that was cut leaves the earlier ones, and the next one clears it away") {
  Fixture fixture;
  REQUIRE(fixture.back_up().code == 0);
  std::filesystem::create_directories(fixture.place / ".unfinished/intake");
  std::ofstream(fixture.place / ".unfinished/constat.sqlite") << "half a database";
  CHECK(restore(fixture.place, fixture.server.folder() / "restored").code == 0);
  fixture.push(4, 4);
  REQUIRE(fixture.back_up().code == 0);
  CHECK(server::recovery::backups_in(fixture.place).size() == 2);
  CHECK_FALSE(std::filesystem::exists(fixture.place / ".unfinished"));
}

TEST_CASE("only the newest backups are kept, with the photos that they name") {
  Fixture fixture;
  const std::string photo = fixture.add_photo("kept");
  for (int i = 0; i < 3; ++i) {
    fixture.push(10 + static_cast<unsigned>(i), 10 + static_cast<unsigned>(i));
    REQUIRE(fixture.back_up({"--keep", "2"}).code == 0);
  }
  CHECK(server::recovery::backups_in(fixture.place).size() == 2);
  CHECK(std::filesystem::exists(server::recovery::photo_path(fixture.place / "blobs", photo)));
  const auto stray = server::recovery::photo_path(fixture.place / "blobs", std::string(64, 'a'));
  std::filesystem::create_directories(stray.parent_path());
  std::ofstream(stray) << "of a backup that is gone";
  REQUIRE(fixture.back_up({"--keep", "2"}).code == 0);
  CHECK_FALSE(std::filesystem::exists(stray));
  CHECK(fixture.back_up({"--keep", "0"}).code == 2);
}

TEST_CASE("a restore names every damaged and missing file before it writes anything") {
  Fixture fixture;
  const std::string photo = fixture.add_photo("a photo");
  REQUIRE(fixture.back_up().code == 0);
  damage(server::recovery::photo_path(fixture.place / "blobs", photo));
  damage(fixture.newest() / "constat.sqlite");
  std::filesystem::remove(fixture.newest() / "server.key");
  const auto to = fixture.server.folder() / "restored";
  const Outcome outcome = restore(fixture.newest(), to);
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find("constat.sqlite is damaged") != std::string::npos);
  CHECK(outcome.err.find("server.key is missing") != std::string::npos);
  CHECK(outcome.err.find(photo) != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(to));
}

TEST_CASE("a restore does not write into a folder that holds something, nor from what is no backup") {
  Fixture fixture;
  REQUIRE(fixture.back_up().code == 0);
  const Outcome full = restore(fixture.place, fixture.data);
  CHECK(full.code == 1);
  CHECK(full.err.find("not empty") != std::string::npos);
  const Outcome none = restore(fixture.server.folder() / "nowhere", fixture.server.folder() / "restored");
  CHECK(none.code == 1);
  CHECK(none.err.find("no backup") != std::string::npos);
  std::ofstream(fixture.newest() / "manifest.json") << R"({"format":"constat.backup/1","files":[{"path":"../../etc/x"}]})";
  CHECK(restore(fixture.newest(), fixture.server.folder() / "restored").code == 1);
}

TEST_CASE("two backups to one place do not run at once") {
  Fixture fixture;
  std::filesystem::create_directories(fixture.place);
  const server::DirectoryLock lock(fixture.place / "constat-backup.lock", fixture.place);
  const Outcome outcome = fixture.back_up();
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find("another backup") != std::string::npos);
}

// `constat rebuild`: the database of a server that worked, made again from its log.
#include <catch_amalgamated.hpp>
#include <sqlite3.h>

#include "backend/cli/rebuild_command.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/store_sqlite/database_files.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/data_folder.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;

namespace {

struct Worked {
  TestServer server;
  std::filesystem::path data = server.folder() / "left";

  Worked() {
    Client client = server.signed_in("investigator");
    for (unsigned i = 1; i <= 5; ++i) REQUIRE(client.push(visit_id(i), 1, submission(visit_id(i))).status == 201);
    REQUIRE(client.push(visit_id(1), 1, submission(visit_id(1), "north-investigator", "lille")).status == 409);
    copy_folder(server.folder() / "data", data);
  }
  std::string to(const std::string& name) { return (server.folder() / name).string(); }
};

// As an upgrade from layout 2 leaves it: content, and a log that was never written.
void forget_log(const std::filesystem::path& database) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(database.c_str(), &handle) == SQLITE_OK);
  REQUIRE(sqlite3_exec(handle, "UPDATE ledger SET value = 0", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(handle);
}

}  // namespace

TEST_CASE("a rebuilt data directory has the same content, serves, and needs no database") {
  Worked worked;
  const std::string hash = server::sqlite::content_hash_of(worked.data / "constat.sqlite");
  for (const char* file : {"constat.sqlite", "constat.sqlite-wal"}) std::filesystem::remove(worked.data / file);
  const CommandRunner runner(rebuild_command());
  const auto outcome = runner.run({"--data", worked.data.string(), "--to", worked.to("new")});
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("Content hash: " + hash) != std::string::npos);
  CHECK(server::sqlite::content_hash_of(worked.server.folder() / "new/constat.sqlite") == hash);

  server::ApplicationOptions options;
  options.data = worked.to("new");
  server::Application application(std::move(options));
  const auto reader = application.store().read(server::OrganisationId("north"));
  CHECK(reader->organisation().epoch == "epoch-north");
  for (unsigned i = 1; i <= 5; ++i) {
    const auto revisions = reader->revisions(VisitId(visit_id(i)));
    REQUIRE_FALSE(revisions.empty());
    CHECK(revisions[0].body == submission(visit_id(i)));
  }
  CHECK(reader->revisions(VisitId(visit_id(1))).size() == 2);
}

TEST_CASE("records that the log lacks are named, and phones are made to send again") {
  Worked worked;
  // Segments of one record each: restarts.
  for (int i = 0; i < 3; ++i) {
    server::ApplicationOptions options;
    options.data = worked.data;
    server::Application application(std::move(options));
    application.store().write(server::OrganisationId("north"), [&](server::Writer& writer) {
      writer.put_wave({WaveId("extra" + std::to_string(i)), "Vague", "2027-01-01", ""});
    });
  }
  std::filesystem::remove(worked.data / "intake/00000003.log");
  const CommandRunner runner(rebuild_command());
  const auto outcome = runner.run({"--data", worked.data.string(), "--to", worked.to("new"), "--lang", "fr"});
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find("il manque au journal les enregistrements") != std::string::npos);
  server::ApplicationOptions options;
  options.data = worked.to("new");
  server::Application application(std::move(options));
  const auto reader = application.store().read(server::OrganisationId("north"));
  CHECK(reader->organisation().epoch != "epoch-north");
  CHECK(reader->revisions(VisitId(visit_id(5))).size() == 1);
}

TEST_CASE("a rebuild refuses a folder with something in it, a folder without a log, and one that a server uses") {
  Worked worked;
  const CommandRunner runner(rebuild_command());
  const auto full = runner.run({"--data", worked.data.string(), "--to", worked.server.folder().string()});
  CHECK(full.code == 1);
  CHECK(full.err.find("not empty") != std::string::npos);
  const auto none = runner.run({"--data", worked.to("nowhere"), "--to", worked.to("new")});
  CHECK(none.code == 1);
  CHECK(none.err.find("no intake log") != std::string::npos);
  const auto busy = runner.run({"--data", (worked.server.folder() / "data").string(), "--to", worked.to("new")});
  CHECK(busy.code == 1);
  CHECK(busy.err.find("in use") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(worked.server.folder() / "new"));
  CHECK(runner.run({"--data", "x"}).code == 2);
  CHECK(runner.run({"--help"}).out.find("--to") != std::string::npos);
}

TEST_CASE("a data directory of the version before the log opens, and can be rebuilt from then on") {
  Worked worked;
  const auto data = worked.data;
  const std::string before = server::sqlite::content_hash_of(data / "constat.sqlite");
  std::filesystem::remove_all(data / "intake");
  std::filesystem::remove_all(data / "keys");
  forget_log(data / "constat.sqlite");
  for (int start = 0; start < 2; ++start) {
    server::ApplicationOptions options;
    options.data = data;
    server::Application application(std::move(options));
    CHECK(application.store().read(server::OrganisationId("north"))->revisions(VisitId(visit_id(5))).size() == 1);
  }
  CHECK(std::distance(std::filesystem::directory_iterator(data / "intake"), {}) == 1);
  const CommandRunner runner(rebuild_command());
  const auto outcome = runner.run({"--data", data.string(), "--to", worked.to("new")});
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(server::sqlite::content_hash_of(worked.server.folder() / "new/constat.sqlite") == before);
}

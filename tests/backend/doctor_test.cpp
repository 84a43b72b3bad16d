// `constat doctor`: each kind of damage is found, and a healthy directory is called healthy.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <fstream>

#include "backend/cli/backup_command.hpp"
#include "backend/cli/doctor_command.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/recovery/doctor.hpp"
#include "backend/recovery/manifest.hpp"
#include "backend/store_sqlite/database_files.hpp"
#include "shared/base/sha256.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/data_folder.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using server::recovery::Diagnosis;

namespace {

struct Fixture {
  TestServer server;
  std::filesystem::path data = server.folder() / "left";
  std::string photo = sha256_hex("a photo");

  Fixture() {
    Client phone = server.signed_in("investigator");
    for (unsigned i = 1; i <= 3; ++i) REQUIRE(phone.push(visit_id(i), 1, submission(visit_id(i))).status == 201);
    const auto file = server::recovery::photo_path(server.folder() / "data/blobs", photo);
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << "a photo";
    server.application().store().write(server::OrganisationId("north"), [&](server::Writer& writer) {
      writer.add_blob({photo, 7, "image/png", "2026-11-22T01:00:00Z", writer.next_seq(), ""});
    });
    copy_folder(server.folder() / "data", data);
  }
  Diagnosis examine(std::int64_t later_ms = 0) {
    return server::recovery::examine(data, [later_ms] { return server::system_clock()() + later_ms; },
                                     [](const std::string&, std::uint64_t) {});
  }
  bool finds(const std::string& code) {
    const Diagnosis found = examine();
    CHECK_FALSE(found.healthy());
    for (const auto& finding : found.findings)
      if (finding.code == code) return true;
    return false;
  }
  void sql(const char* statement) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open((data / "constat.sqlite").c_str(), &handle) == SQLITE_OK);
    REQUIRE(sqlite3_exec(handle, statement, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
  }
};

}  // namespace

TEST_CASE("a healthy data directory is called healthy, with its server running") {
  Fixture fixture;
  const auto live = fixture.server.folder() / "data";
  const CommandRunner doctor(doctor_command());
  const auto outcome = doctor.run({"--data", live.string()});
  INFO(outcome.out << outcome.err);
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("All is well.") != std::string::npos);
  CHECK(outcome.out.find(server::sqlite::content_hash_of(live / "constat.sqlite")) != std::string::npos);
  CHECK(outcome.err.find("nothing has been copied") != std::string::npos);

  const auto json = doctor.run({"--data", live.string(), "--json"});
  const auto doc = nlohmann::json::parse(json.out);
  CHECK(doc["healthy"] == true);
  CHECK(doc["visits"] == 3);
  CHECK(doc["photos"] == 1);
  CHECK(doc["visits_not_safe"].is_null());
  CHECK(doc["notices"][0]["code"] == "never_copied");
}

TEST_CASE("what is not safe is counted, and an old backup is a problem") {
  Fixture fixture;
  const CommandRunner backup(backup_command());
  REQUIRE(backup.run({"--data", fixture.data.string(), "--to", (fixture.server.folder() / "b").string()}).code == 0);
  CHECK(fixture.examine().healthy());
  CHECK(fixture.examine().visits_not_safe == 0);
  const Diagnosis later = fixture.examine(std::int64_t{8} * 24 * 60 * 60 * 1000);
  CHECK_FALSE(later.healthy());
  CHECK(later.findings[0].code == "copy_old");
  {
    server::ApplicationOptions options;
    options.data = fixture.data;
    server::Application application(std::move(options));
    server::Push push{visit_id(9), 1, submission(visit_id(9)), "", UserId("north-investigator")};
    application.intake().receive(server::OrganisationId("north"), std::move(push));
  }
  CHECK(fixture.examine().visits_not_safe == 1);
}

TEST_CASE("a photo that is missing or damaged is found") {
  Fixture fixture;
  const auto file = server::recovery::photo_path(fixture.data / "blobs", fixture.photo);
  damage(file);
  CHECK(fixture.finds("photo_damaged"));
  std::filesystem::remove(file);
  CHECK(fixture.finds("photo_missing"));
}

TEST_CASE("a body that the log does not have, or not any more, is found") {
  Fixture fixture;
  fixture.sql("INSERT INTO revision (organisation, visit, revision, sha256, main, body, sender, received_at, client_time,"
              " receipt, seq) VALUES ('north', 'smuggled', 1, 'x', 1, 'body', 'u', '', '', '', 1)");
  CHECK(fixture.finds("body_not_logged"));
}

TEST_CASE("a log that ends before the database does, lacks a record, or is not there is found") {
  Fixture fixture;
  fixture.sql("UPDATE ledger SET value = value + 1 WHERE name = 'log_seq'");
  CHECK(fixture.finds("log_behind"));
  const auto segment = fixture.data / "intake/00000001.log";
  std::filesystem::resize_file(segment, std::filesystem::file_size(segment) - 3);
  CHECK(fixture.finds("log_behind"));
  std::filesystem::remove_all(fixture.data / "intake");
  CHECK(fixture.finds("body_not_logged"));
}

TEST_CASE("a person's key that is missing is found") {
  Fixture fixture;
  std::filesystem::remove_all(fixture.data / "keys");
  CHECK(fixture.finds("key_missing"));
}

TEST_CASE("a database that is damaged, contradicts itself or is missing is found, and the log is read all the same") {
  Fixture fixture;
  fixture.sql("PRAGMA foreign_keys=OFF; UPDATE user SET organisation = 'nowhere' WHERE id = 'south-client'");
  CHECK(fixture.finds("database_fault"));
  fixture.sql("PRAGMA wal_checkpoint(TRUNCATE)");
  std::ofstream(fixture.data / "constat.sqlite", std::ios::binary) << "not a database at all, of any kind";
  CHECK(fixture.finds("database_unreadable"));
  std::filesystem::remove(fixture.data / "constat.sqlite");
  CHECK(fixture.finds("database_unreadable"));
  CHECK(fixture.examine().log_records > 0);
  CHECK(CommandRunner(doctor_command()).run({"--data", "/nowhere/at/all"}).code == 1);
}

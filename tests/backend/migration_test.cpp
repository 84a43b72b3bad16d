#include <catch_amalgamated.hpp>

#include "backend/store_sqlite/database.hpp"
#include "backend/store_sqlite/migrations.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat::server::sqlite;

namespace {

// Back to the layout before photos: what later steps added is taken out again.
constexpr const char* kBackToSecond =
    "DROP TABLE blob; DROP TABLE visit_photo; DROP TABLE event; DROP TABLE parked; DROP INDEX revision_set_aside;"
    "DROP TRIGGER visit_added; DROP TRIGGER visit_removed; DROP TRIGGER visit_changed; DROP TRIGGER response_added;"
    "DROP TRIGGER response_removed; DROP TABLE site_score; DROP TABLE answer_count; DROP TABLE response_count;"
    "DROP TRIGGER visit_stamped_added; DROP TRIGGER visit_stamped_removed; DROP TRIGGER visit_stamped_changed;"
    "DROP TRIGGER visit_stamped_body_changed; DROP TABLE visit_stamp;"
    "ALTER TABLE revision DROP COLUMN decision; ALTER TABLE visit DROP COLUMN stored_seq;"
    "DROP TABLE payment_line; DROP TABLE payment_statement; DROP TABLE audit; DROP TABLE account_link; DROP INDEX session_by_user; ALTER TABLE site DROP COLUMN address;"
    "DROP TABLE api_token; DROP TABLE report_link; ALTER TABLE session DROP COLUMN device;"
    "DROP TABLE programme; ALTER TABLE wave DROP COLUMN programme; ALTER TABLE wave DROP COLUMN ends_on; ALTER TABLE wave DROP COLUMN closed;"
    "ALTER TABLE wave DROP COLUMN visits_per_site; ALTER TABLE wave DROP COLUMN exceptions; ALTER TABLE checklist DROP COLUMN withdrawn_at;"
    "ALTER TABLE checklist DROP COLUMN withdrawn_reason;"
    "DROP TABLE ledger; ALTER TABLE feed DROP COLUMN at; ALTER TABLE organisation DROP COLUMN oldest_cursor;"
    "ALTER TABLE mission DROP COLUMN discreet; DROP INDEX visit_by_status;"
    "DROP INDEX mission_by_wave; DROP INDEX mission_by_status; DROP INDEX mission_by_investigator; DROP INDEX visit_by_investigator;"
    "ALTER TABLE mission DROP COLUMN fee; ALTER TABLE mission DROP COLUMN expenses_cap; ALTER TABLE mission DROP COLUMN claimed;"
    "ALTER TABLE mission DROP COLUMN cancel_reason;"
    "ALTER TABLE site DROP COLUMN opening_hours; ALTER TABLE user DROP COLUMN regions; ALTER TABLE user DROP COLUMN skills; ALTER TABLE mission DROP COLUMN skills;"
    "DROP TABLE erasure; DROP TABLE erased_session; ALTER TABLE organisation DROP COLUMN retention_months; ALTER TABLE organisation DROP COLUMN second_share;"
    "ALTER TABLE revision DROP COLUMN redacted; ALTER TABLE organisation DROP COLUMN review_required; PRAGMA user_version=2;";

constexpr const char* kOldVisits =
    "INSERT INTO organisation (id, name, demo, epoch) VALUES ('north','N',0,'e1'), ('south','S',0,'e2');"
    "INSERT INTO visit (organisation, id, site, checklist, checklist_version, wave, investigator, mission, revision, sha256,"
    " received_at, started_at, status, score_status, score_json, device_score_json, grade, score_differs)"
    " SELECT id, 'v1', 'lyon', 'c', 1, '', 'u', '', 1, 'a', '', '', 'received', '', '', '', '', 0 FROM organisation;"
    "INSERT INTO revision (organisation, visit, revision, sha256, main, body, sender, received_at, client_time, receipt, seq)"
    " VALUES ('north','v1',1,'a',1,'{}','u','','','',5), ('north','v1',1,'b',0,'{}','u','','','',7),"
    " ('south','v1',1,'a',1,'{}','u','','','',3);"
    "UPDATE visit SET score_status = 'complete', score = 90000000 WHERE organisation = 'north';"
    "INSERT INTO survey VALUES ('north','q','{}');"
    "INSERT INTO response VALUES ('north','q','f',1,'r1','lyon','','',1.0,'[9,null,4]','[]'), ('north','q','f',2,'r2','lyon','','',1.0,'[9]','[]'),"
    " ('north','q','f',3,'r3','','','',1.0,'[7]','[]');";

}  // namespace

TEST_CASE("a visit from before photos is stored with its last body, and a copy from before the change stays") {
  constat::test::TemporaryFolder folder;
  const auto file = folder.path() / "constat.sqlite";
  {
    Database database(file, Mode::writer);
    migrate(database, file);
    database.execute(kBackToSecond);
    database.execute(kOldVisits);
  }
  Database database(file, Mode::writer);
  migrate(database, file);
  CHECK(database.integer("PRAGMA user_version") == newest_layout());
  // Its phone may let go of the losing body too: the later of the two is what must have been copied.
  CHECK(database.integer("SELECT stored_seq FROM visit WHERE organisation = 'north'") == 7);
  CHECK(database.integer("SELECT stored_seq FROM visit WHERE organisation = 'south'") == 3);
  CHECK(database.integer("SELECT COUNT(*) FROM revision WHERE decision IS NULL") == 3);
  CHECK(database.integer("SELECT score FROM site_score WHERE organisation = 'north' AND site = 'lyon' AND visits = 1") == 90'000'000);
  CHECK(database.integer("SELECT squares_high * 4294967296 + squares_low FROM site_score") == 8'100'000'000'000'000);
  CHECK(database.integer("SELECT answers FROM answer_count WHERE question = 0 AND value = 9") == 2);
  CHECK(database.integer("SELECT SUM(answers) FROM answer_count") == 4);
  CHECK(database.integer("SELECT answers FROM answer_count WHERE site = ''") == 1);  // counted since a later layout
  CHECK(database.integer("SELECT responses FROM response_count WHERE site = 'lyon'") == 2);
  CHECK(database.integer("SELECT COUNT(*) FROM visit_stamp WHERE site = 'lyon' AND wave = '' AND changes > 0") == 2);
  CHECK(std::filesystem::exists(file.string() + ".before-3"));
}

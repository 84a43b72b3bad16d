#include "backend/store_sqlite/migrations.hpp"

#include <string>

#include "backend/store/store.hpp"
#include "backend/store_sqlite/stamps.hpp"
#include "backend/store_sqlite/sums.hpp"

namespace constat::server::sqlite {
namespace {

// Keys start with the organisation, so that no query can forget it and a distributed engine can spread by it.
constexpr const char* kFirst = R"sql(
CREATE TABLE organisation (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, demo INTEGER NOT NULL, epoch TEXT NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0, index_rules TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE user (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL, email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, role TEXT NOT NULL, language TEXT NOT NULL, password_hash TEXT NOT NULL,
  disabled INTEGER NOT NULL, PRIMARY KEY (organisation, id)) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY, organisation TEXT NOT NULL, user TEXT NOT NULL, created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  FOREIGN KEY (organisation, user) REFERENCES user(organisation, id)) STRICT, WITHOUT ROWID;
CREATE TABLE site (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL, name TEXT NOT NULL, city TEXT NOT NULL,
  region TEXT NOT NULL, tags TEXT NOT NULL, latitude REAL, longitude REAL,
  PRIMARY KEY (organisation, id)) STRICT, WITHOUT ROWID;
CREATE TABLE user_site (
  organisation TEXT NOT NULL, user TEXT NOT NULL, site TEXT NOT NULL, PRIMARY KEY (organisation, user, site),
  FOREIGN KEY (organisation, user) REFERENCES user(organisation, id)) STRICT, WITHOUT ROWID;
CREATE TABLE wave (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL, title TEXT NOT NULL,
  starts_on TEXT NOT NULL, PRIMARY KEY (organisation, id)) STRICT, WITHOUT ROWID;
CREATE TABLE checklist (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL, version INTEGER NOT NULL,
  hash TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (organisation, id, version)) STRICT, WITHOUT ROWID;
CREATE TABLE mission (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL, site TEXT NOT NULL,
  checklist TEXT NOT NULL, checklist_version INTEGER NOT NULL, wave TEXT NOT NULL, contact_mode TEXT NOT NULL,
  window_from TEXT NOT NULL, window_to TEXT NOT NULL, scenario_fr TEXT NOT NULL, scenario_en TEXT NOT NULL,
  status TEXT NOT NULL, live_score INTEGER NOT NULL, investigator TEXT NOT NULL,
  PRIMARY KEY (organisation, id)) STRICT, WITHOUT ROWID;
CREATE TABLE visit (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL, site TEXT NOT NULL,
  checklist TEXT NOT NULL, checklist_version INTEGER NOT NULL, wave TEXT NOT NULL, investigator TEXT NOT NULL,
  mission TEXT NOT NULL, revision INTEGER NOT NULL, sha256 TEXT NOT NULL, received_at TEXT NOT NULL,
  started_at TEXT NOT NULL, status TEXT NOT NULL, score_status TEXT NOT NULL, score INTEGER, score_json TEXT NOT NULL,
  device_score_json TEXT NOT NULL, grade TEXT NOT NULL, passed INTEGER, score_differs INTEGER NOT NULL,
  PRIMARY KEY (organisation, id)) STRICT, WITHOUT ROWID;
CREATE INDEX visit_by_wave ON visit(organisation, wave, site);
CREATE INDEX visit_by_site ON visit(organisation, site, started_at);
CREATE TABLE revision (
  organisation TEXT NOT NULL REFERENCES organisation(id), visit TEXT NOT NULL, revision INTEGER NOT NULL,
  sha256 TEXT NOT NULL, main INTEGER NOT NULL, body TEXT NOT NULL, sender TEXT NOT NULL, received_at TEXT NOT NULL,
  client_time TEXT NOT NULL, quarantined TEXT, receipt TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (organisation, visit, revision, sha256)) STRICT;
CREATE UNIQUE INDEX one_main_revision ON revision(organisation, visit, revision) WHERE main = 1;
CREATE TABLE survey (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY (organisation, id)) STRICT, WITHOUT ROWID;
CREATE TABLE response (
  organisation TEXT NOT NULL, survey TEXT NOT NULL, file_hash TEXT NOT NULL, row INTEGER NOT NULL, id TEXT NOT NULL,
  site TEXT NOT NULL, wave TEXT NOT NULL, date TEXT NOT NULL, weight REAL NOT NULL, answers TEXT NOT NULL,
  texts TEXT NOT NULL, PRIMARY KEY (organisation, survey, file_hash, row),
  FOREIGN KEY (organisation, survey) REFERENCES survey(organisation, id)) STRICT;
CREATE INDEX response_by_id ON response(organisation, survey, id);
CREATE TABLE feed (
  organisation TEXT NOT NULL REFERENCES organisation(id), seq INTEGER NOT NULL, audience TEXT NOT NULL,
  type TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (organisation, seq)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX feed_by_document ON feed(organisation, type, id, audience);
CREATE INDEX feed_by_audience ON feed(organisation, audience, seq);
)sql";

constexpr const char* kWaveTitles = "ALTER TABLE wave ADD COLUMN title_en TEXT NOT NULL DEFAULT ''";

// Photos, decisions and parked items. Visits that were there before have no photos: they are stored with their last body.
constexpr const char* kEvidence = R"sql(
CREATE TABLE blob (
  organisation TEXT NOT NULL REFERENCES organisation(id), sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
  type TEXT NOT NULL, received_at TEXT NOT NULL, seq INTEGER NOT NULL, flaw TEXT NOT NULL,
  PRIMARY KEY (organisation, sha256)) STRICT, WITHOUT ROWID;
CREATE TABLE visit_photo (
  organisation TEXT NOT NULL REFERENCES organisation(id), visit TEXT NOT NULL, revision INTEGER NOT NULL,
  sha256 TEXT NOT NULL, item TEXT NOT NULL, bytes INTEGER NOT NULL, type TEXT NOT NULL, width INTEGER NOT NULL,
  height INTEGER NOT NULL, dhash TEXT, taken_at TEXT NOT NULL,
  PRIMARY KEY (organisation, visit, revision, sha256)) STRICT, WITHOUT ROWID;
CREATE INDEX visit_photo_by_hash ON visit_photo(organisation, sha256);
CREATE TABLE event (
  organisation TEXT NOT NULL REFERENCES organisation(id), visit TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
  author TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (organisation, visit, id)) STRICT, WITHOUT ROWID;
CREATE TABLE parked (
  organisation TEXT NOT NULL REFERENCES organisation(id), sha256 TEXT NOT NULL, sender TEXT NOT NULL,
  received_at TEXT NOT NULL, visit TEXT NOT NULL, revision INTEGER NOT NULL, problem TEXT NOT NULL, note TEXT NOT NULL,
  body TEXT NOT NULL, decision TEXT, decided_by TEXT NOT NULL, decided_at TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (organisation, sha256)) STRICT;
ALTER TABLE revision ADD COLUMN decision TEXT;
CREATE INDEX revision_set_aside ON revision(organisation, seq) WHERE quarantined IS NOT NULL AND decision IS NULL;
ALTER TABLE visit ADD COLUMN stored_seq INTEGER;
UPDATE visit SET stored_seq = (SELECT MAX(seq) FROM revision
  WHERE revision.organisation = visit.organisation AND revision.visit = visit.id);
)sql";

// ledger: "log_seq" is the number of the last record of the intake log that this database has taken. feed.at is what the
// age of a removal is counted from: entries that were there before get the day of the upgrade.
constexpr const char* kLedger = R"sql(
CREATE TABLE ledger (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO ledger (name, value) VALUES ('log_seq', 0), ('given_up', 0);
ALTER TABLE feed ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
UPDATE feed SET at = unixepoch() * 1000;
ALTER TABLE organisation ADD COLUMN oldest_cursor INTEGER NOT NULL DEFAULT 0;
)sql";

constexpr const char* kDiscreet = "ALTER TABLE mission ADD COLUMN discreet INTEGER NOT NULL DEFAULT 0;";

// Organisations that were there before keep counting what they received.
constexpr const char* kReview = R"sql(
ALTER TABLE organisation ADD COLUMN review_required INTEGER NOT NULL DEFAULT 0;
CREATE INDEX visit_by_status ON visit(organisation, status, received_at);
)sql";

constexpr const char* kMissions = R"sql(
ALTER TABLE mission ADD COLUMN fee INTEGER;
ALTER TABLE mission ADD COLUMN expenses_cap INTEGER;
ALTER TABLE mission ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mission ADD COLUMN cancel_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX mission_by_wave ON mission(organisation, wave, site);
CREATE INDEX mission_by_status ON mission(organisation, status, window_from);
CREATE INDEX mission_by_investigator ON mission(organisation, investigator, status);
CREATE INDEX visit_by_investigator ON visit(organisation, investigator, started_at);
)sql";

// The primary key is the promise that nothing is payable twice.
constexpr const char* kPayment = R"sql(
CREATE TABLE payment_line (
  organisation TEXT NOT NULL REFERENCES organisation(id), visit TEXT NOT NULL, kind TEXT NOT NULL, investigator TEXT NOT NULL,
  mission TEXT NOT NULL, site TEXT NOT NULL, cents INTEGER NOT NULL, stated INTEGER NOT NULL, dated TEXT NOT NULL,
  statement TEXT NOT NULL, decided_by TEXT NOT NULL, decided_at TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (organisation, visit, kind)) STRICT, WITHOUT ROWID;
CREATE INDEX payment_line_by_investigator ON payment_line(organisation, investigator);
CREATE TABLE payment_statement (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL, run TEXT NOT NULL,
  investigator TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, cents INTEGER NOT NULL, lines INTEGER NOT NULL,
  status TEXT NOT NULL, made_by TEXT NOT NULL, made_at TEXT NOT NULL, paid_on TEXT NOT NULL, reference TEXT NOT NULL,
  closed_by TEXT NOT NULL, closed_at TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (organisation, id)) STRICT, WITHOUT ROWID;
)sql";

// ledger: "content_seq" is the last record that changed more than the audit log.
constexpr const char* kAudit = R"sql(
CREATE TABLE audit (
  organisation TEXT NOT NULL REFERENCES organisation(id), number INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
  action TEXT NOT NULL, object_type TEXT NOT NULL, object TEXT NOT NULL, detail TEXT NOT NULL, address TEXT NOT NULL,
  PRIMARY KEY (organisation, number)) STRICT, WITHOUT ROWID;
CREATE INDEX audit_by_actor ON audit(organisation, actor, number);
INSERT INTO ledger (name, value) SELECT 'content_seq', value FROM ledger WHERE name = 'log_seq';
)sql";

// A link's id is random: unique over all organisations, so that it is found before its organisation is known.
constexpr const char* kAccountLinks = R"sql(
CREATE TABLE account_link (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL UNIQUE, user TEXT NOT NULL, kind TEXT NOT NULL,
  token_hash TEXT NOT NULL, made_by TEXT NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
  revoked_at INTEGER, PRIMARY KEY (organisation, id)) STRICT, WITHOUT ROWID;
CREATE INDEX account_link_by_user ON account_link(organisation, user);
CREATE INDEX session_by_user ON session(organisation, user);
ALTER TABLE site ADD COLUMN address TEXT NOT NULL DEFAULT '';
)sql";

// ledger: "scrub" is 1 while bytes of what was redacted or erased may stand in files of the store (Store::scrub).
constexpr const char* kErasure = R"sql(
CREATE TABLE erasure (
  organisation TEXT NOT NULL REFERENCES organisation(id), mark TEXT NOT NULL, pseudonym TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (organisation, mark)) STRICT, WITHOUT ROWID;
CREATE TABLE erased_session (
  organisation TEXT NOT NULL REFERENCES organisation(id), token_hash TEXT NOT NULL UNIQUE,
  PRIMARY KEY (organisation, token_hash)) STRICT, WITHOUT ROWID;
ALTER TABLE organisation ADD COLUMN retention_months INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revision ADD COLUMN redacted INTEGER NOT NULL DEFAULT 0;
INSERT INTO ledger (name, value) VALUES ('scrub', 0);
)sql";

constexpr const char* kSecondLooks = R"sql(
ALTER TABLE organisation ADD COLUMN second_share INTEGER NOT NULL DEFAULT 0;
CREATE INDEX event_by_type ON event(organisation, type, seq);
)sql";

// Lists are JSON arrays, opening hours JSON of their own.
constexpr const char* kHoursAndSkills = R"sql(
ALTER TABLE site ADD COLUMN opening_hours TEXT NOT NULL DEFAULT '';
ALTER TABLE user ADD COLUMN regions TEXT NOT NULL DEFAULT '[]';
ALTER TABLE user ADD COLUMN skills TEXT NOT NULL DEFAULT '[]';
ALTER TABLE mission ADD COLUMN skills TEXT NOT NULL DEFAULT '[]';
)sql";

// A wave that was there before is of the organisation's first programme, which needs no row: all of it is the organisation's.
constexpr const char* kProgrammes = R"sql(
CREATE TABLE programme (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL, title TEXT NOT NULL, title_en TEXT NOT NULL,
  index_rules TEXT NOT NULL, retention_months INTEGER, review_required INTEGER, live_score INTEGER NOT NULL,
  discreet INTEGER NOT NULL, appeal_days INTEGER NOT NULL, employees_named INTEGER NOT NULL, informed_on TEXT NOT NULL,
  informed_how TEXT NOT NULL, PRIMARY KEY (organisation, id)) STRICT, WITHOUT ROWID;
ALTER TABLE wave ADD COLUMN programme TEXT NOT NULL DEFAULT 'main';
ALTER TABLE wave ADD COLUMN ends_on TEXT NOT NULL DEFAULT '';
ALTER TABLE wave ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE wave ADD COLUMN visits_per_site INTEGER NOT NULL DEFAULT 0;
ALTER TABLE wave ADD COLUMN exceptions TEXT NOT NULL DEFAULT '';
ALTER TABLE checklist ADD COLUMN withdrawn_at TEXT NOT NULL DEFAULT '';
ALTER TABLE checklist ADD COLUMN withdrawn_reason TEXT NOT NULL DEFAULT '';
)sql";

// A token's id is unique over all organisations, like a link's. Sessions that were there before have no device.
constexpr const char* kTokens = R"sql(
CREATE TABLE api_token (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL UNIQUE, user TEXT NOT NULL, name TEXT NOT NULL,
  scopes TEXT NOT NULL, token_hash TEXT NOT NULL, made_by TEXT NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  used_on INTEGER, revoked_at INTEGER, PRIMARY KEY (organisation, id)) STRICT, WITHOUT ROWID;
CREATE INDEX api_token_by_user ON api_token(organisation, user);
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
)sql";

// A link's id is unique over all organisations, like a token's.
constexpr const char* kReportLinks = R"sql(
CREATE TABLE report_link (
  organisation TEXT NOT NULL REFERENCES organisation(id), id TEXT NOT NULL UNIQUE, maker TEXT NOT NULL, kind TEXT NOT NULL,
  subject TEXT NOT NULL, wave TEXT NOT NULL, request TEXT NOT NULL, token_hash TEXT NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  opened INTEGER NOT NULL, opened_at INTEGER, revoked_at INTEGER, PRIMARY KEY (organisation, id)) STRICT, WITHOUT ROWID;
CREATE INDEX report_link_by_maker ON report_link(organisation, maker);
)sql";

constexpr const char* kSteps[] = {kFirst, kWaveTitles, kEvidence, kLedger, kDiscreet, kReview, kMissions, kPayment, kAudit, kAccountLinks, kSums, kErasure, kSecondLooks, kHoursAndSkills, kProgrammes, kTokens, kReportLinks, kResponseSums, kStamps};

void copy_before(Database& database, const std::filesystem::path& file, std::int64_t from) {
  const std::string target = file.string() + ".before-" + std::to_string(from + 1);
  std::filesystem::remove(target);
  database.prepare("VACUUM INTO ?").bind(target).run();
}

}  // namespace

int newest_layout() { return static_cast<int>(std::size(kSteps)); }

void migrate(Database& database, const std::filesystem::path& file) {
  const std::int64_t from = database.integer("PRAGMA user_version");
  if (from > newest_layout())
    throw StoreFailure(file.string() + ": made by a newer version (layout " + std::to_string(from) + ")");
  if (from > 0 && from < newest_layout()) copy_before(database, file, from);
  for (std::int64_t step = from; step < newest_layout(); ++step) {
    database.execute("BEGIN IMMEDIATE");
    try {
      database.execute(kSteps[step]);
      database.execute(("PRAGMA user_version=" + std::to_string(step + 1)).c_str());
      database.execute("COMMIT");
    } catch (...) {
      database.execute("ROLLBACK");
      throw;
    }
  }
}

}  // namespace constat::server::sqlite

#include "backend/store_sqlite/database_view.hpp"

#include <sqlite3.h>

#include "backend/platform/data_directory.hpp"
#include "backend/store/store.hpp"
#include "backend/store_sqlite/content_tables.hpp"
#include "backend/store_sqlite/migrations.hpp"
#include "backend/store_sqlite/replayer.hpp"

namespace constat::server::sqlite {
namespace {

constexpr int kMostFaults = 20;
constexpr int kFirstLayoutWithLog = 4;

}  // namespace

DatabaseView::DatabaseView(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) throw StoreFailure("no database " + file.string());
  database_ = std::make_unique<Database>(file, Mode::reader);
  database_->execute("BEGIN");
  const std::int64_t layout = database_->integer("PRAGMA user_version");
  if (layout < kFirstLayoutWithLog || layout > newest_layout())
    throw StoreFailure(file.string() + ": layout " + std::to_string(layout) + ", this version reads " +
                       std::to_string(kFirstLayoutWithLog) + " to " + std::to_string(newest_layout()));
}

DatabaseView::~DatabaseView() = default;

std::vector<std::string> DatabaseView::faults() {
  std::vector<std::string> faults;
  const std::string check = "PRAGMA integrity_check(" + std::to_string(kMostFaults) + ")";
  for (auto row = database_->prepare(check); row.step();)
    if (row.text(0) != "ok") faults.push_back(row.text(0));
  for (auto row = database_->prepare("PRAGMA foreign_key_check"); row.step() && faults.size() < kMostFaults;)
    faults.push_back("a row of " + row.text(0) + " names a row of " + row.text(2) + " that is not there");
  return faults;
}

std::string DatabaseView::content_hash() { return sqlite::content_hash(*database_); }
std::uint64_t DatabaseView::log_seq() { return sqlite::log_seq(*database_); }

std::vector<OrganisationState> DatabaseView::organisations() {
  std::vector<OrganisationState> all;
  for (auto row = database_->prepare("SELECT id, epoch, seq FROM organisation ORDER BY id"); row.step();)
    all.push_back({row.text(0), row.text(1), row.integer(2)});
  return all;
}

void DatabaseView::each_body(const std::function<void(const StoredBody&)>& visit) {
  auto row = database_->prepare("SELECT organisation, visit, sha256, sender, revision, body = '' FROM revision");
  while (row.step())
    visit({row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4), row.integer(5) != 0});
}

void DatabaseView::each_blob(const std::function<void(const StoredBlob&)>& visit) {
  auto row = database_->prepare("SELECT sha256, MAX(bytes) FROM blob GROUP BY sha256 ORDER BY sha256");
  while (row.step()) visit({row.text(0), row.integer(1)});
}

VisitCount DatabaseView::count_visits(const std::string& organisation, std::int64_t safe_seq) {
  auto row = database_->prepare(
      "SELECT COUNT(*), COUNT(*) FILTER (WHERE stored_seq IS NULL), COUNT(*) FILTER (WHERE stored_seq > ?2)"
      " FROM visit WHERE organisation = ?1");
  row.bind(organisation).bind(safe_seq);
  row.step();
  return {row.integer(0), row.integer(1), row.integer(2)};
}

void DatabaseView::copy_to(const std::filesystem::path& file) {
  create_private_file(file, {});
  sqlite3* target = nullptr;
  int code = sqlite3_open_v2(file.c_str(), &target, SQLITE_OPEN_READWRITE, nullptr);
  if (code == SQLITE_OK) {
    // One step: the open transaction keeps the moment, whatever is written meanwhile.
    sqlite3_backup* copy = sqlite3_backup_init(target, "main", database_->handle(), "main");
    code = copy ? sqlite3_backup_step(copy, -1) : sqlite3_errcode(target);
    if (copy) sqlite3_backup_finish(copy);
  }
  const std::string why = target ? sqlite3_errmsg(target) : "out of memory";
  sqlite3_close(target);
  if (code != SQLITE_DONE) throw StoreFailure("copy to " + file.string() + ": " + why);
  sync_file(file);
  sync_directory(file.parent_path());
}

}  // namespace constat::server::sqlite

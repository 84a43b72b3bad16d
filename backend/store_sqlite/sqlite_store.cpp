#include "backend/store_sqlite/sqlite_store.hpp"

#include <atomic>
#include <mutex>
#include <utility>

#include "backend/auth/secrets.hpp"
#include "backend/ledger/mutations.hpp"
#include "backend/ledger/recorder.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/store/forwarding.hpp"
#include "backend/store_sqlite/account_link_rows.hpp"
#include "backend/store_sqlite/api_token_rows.hpp"
#include "backend/store_sqlite/log_keeper.hpp"
#include "backend/store_sqlite/programme_rows.hpp"
#include "backend/store_sqlite/report_link_rows.hpp"
#include "backend/store_sqlite/rows.hpp"
#include "backend/store_sqlite/scrub.hpp"
#include "backend/store_sqlite/sqlite_repository.hpp"
#include "backend/store_sqlite/writer_thread.hpp"

namespace constat::server {
namespace sqlite {
namespace {

// Reading connections that wait for their next use.
class ReaderPool {
 public:
  ReaderPool(std::filesystem::path file, const char* vfs) : file_(std::move(file)), vfs_(vfs) {}

  std::unique_ptr<Database> take() {
    {
      std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto database = std::move(idle_.back());
        idle_.pop_back();
        return database;
      }
    }
    return std::make_unique<Database>(file_, Mode::reader, vfs_);
  }

  void give(std::unique_ptr<Database> database) {
    std::lock_guard lock(mutex_);
    if (idle_.size() < kKept) idle_.push_back(std::move(database));
  }

  void clear() {
    std::lock_guard lock(mutex_);
    idle_.clear();
  }

 private:
  static constexpr std::size_t kKept = 32;
  std::filesystem::path file_;
  const char* vfs_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Database>> idle_;
};

// One read transaction: what it sees does not move while it lives.
class Snapshot {
 public:
  explicit Snapshot(ReaderPool& pool) : pool_(pool), database_(pool.take()) { database_->execute("BEGIN"); }
  ~Snapshot() {
    try {
      database_->execute("COMMIT");
      pool_.give(std::move(database_));
    } catch (...) {
      database_.reset();  // a connection that cannot end its transaction is not used again, for want of memory too
    }
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  Database& database() { return *database_; }

 private:
  ReaderPool& pool_;
  std::unique_ptr<Database> database_;
};

class SqliteAccounts final : public Accounts {
 public:
  explicit SqliteAccounts(ReaderPool& pool) : snapshot_(pool) {}

  std::vector<Organisation> organisations() override {
    auto row = snapshot_.database().prepare(std::string(kOrganisationColumns) + " ORDER BY id");
    std::vector<Organisation> all;
    while (row.step()) all.push_back(read_organisation(row));
    for (Organisation& each : all) add_review_by_wave(snapshot_.database(), each);
    return all;
  }

  std::optional<User> user_by_email(std::string_view email) override {
    auto row = snapshot_.database().prepare(std::string(kUserColumns) + " WHERE email = ?");
    row.bind(email);
    if (!row.step()) return std::nullopt;
    return read_user(row);
  }

  std::optional<Session> session(std::string_view token_hash) override {
    auto row = snapshot_.database().prepare(
        "SELECT token_hash, organisation, user, created_at, seen_at, expires_at, device FROM session WHERE token_hash = ?");
    row.bind(token_hash);
    if (!row.step()) return std::nullopt;
    return Session{row.text(0),    OrganisationId(row.text(1)), UserId(row.text(2)),
                   row.integer(3), row.integer(4),              row.integer(5), row.text(6)};
  }
  std::optional<AccountLink> account_link(std::string_view id) override { return account_link_by_id(snapshot_.database(), id); }
  std::optional<ApiToken> api_token(std::string_view id) override { return api_token_by_id(snapshot_.database(), id); }
  std::optional<ReportLink> report_link(std::string_view id) override { return report_link_by_id(snapshot_.database(), id); }

  std::vector<Session> sessions_of(const OrganisationId& organisation, const UserId& user) override {
    auto row = snapshot_.database().prepare(
        "SELECT token_hash, created_at, seen_at, expires_at, device FROM session WHERE organisation = ? AND user = ? ORDER BY created_at");
    row.bind(organisation.value).bind(user.value);
    std::vector<Session> all;
    while (row.step()) all.push_back({row.text(0), organisation, user, row.integer(1), row.integer(2), row.integer(3), row.text(4)});
    return all;
  }
  bool is_erased_session(std::string_view token_hash) override { return has("SELECT 1 FROM erased_session WHERE token_hash = ?", token_hash); }
  bool holds_blob(std::string_view sha256) override { return has("SELECT 1 FROM blob WHERE sha256 = ? LIMIT 1", sha256); }

 private:
  bool has(std::string_view sql, std::string_view name) {
    auto row = snapshot_.database().prepare(sql);
    row.bind(name);
    return row.step();
  }

  Snapshot snapshot_;
};

}  // namespace

// A Reader that owns its snapshot and forwards to a repository over it.
class SnapshotReader final : public Forwarding<Reader> {
 public:
  SnapshotReader(ReaderPool& pool, const OrganisationId& organisation)
      : Forwarding(repository_), snapshot_(pool), repository_(snapshot_.database(), organisation) {}

 private:
  Snapshot snapshot_;
  Repository repository_;
};

// Whether what was just written changes who somebody is (Store::accounts_version).
bool touches_accounts(std::string_view mutations) {
  using ledger::Mutation;
  bool touched = false;
  ledger::each_mutation(mutations, [&](Mutation kind, std::string_view) {
    touched = touched || kind == Mutation::put_user || kind == Mutation::put_user_site ||
              kind == Mutation::remove_user_site || kind == Mutation::put_site || kind == Mutation::set_epoch ||
              kind == Mutation::create_organisation || kind == Mutation::set_index_rules ||
              kind == Mutation::set_review_required || kind == Mutation::put_programme || kind == Mutation::put_wave || kind == Mutation::erase_person ||
              kind == Mutation::put_api_token;
  });
  return touched;
}

struct AtEnd {
  std::function<void()> action;
  ~AtEnd() { action(); }
};

class SqliteStore final : public Store {
 public:
  SqliteStore(const std::filesystem::path& file, const char* vfs, Files& files, Clock clock)
      : file_(file), clock_(std::move(clock)), log_(file.parent_path() / "intake", file.parent_path() / "keys", files),
        writer_(file, vfs, log_), readers_(file, vfs) {}

  std::unique_ptr<Reader> read(const OrganisationId& organisation) override {
    return std::make_unique<SnapshotReader>(readers_, organisation);
  }
  std::unique_ptr<Accounts> accounts() override { return std::make_unique<SqliteAccounts>(readers_); }

  void write(const OrganisationId& organisation, const std::function<void(Writer&)>& change) override {
    bool accounts = false;
    const AtEnd raise{[&] { accounts_version_ += accounts ? 1 : 0; }};  // after a failed COMMIT too: it may have come through
    writer_.run([&](Database& database, ledger::Record& record) {
      record_change(database, organisation, change, record);
      accounts = touches_accounts(record.mutations);
    });
  }

  void create_organisation(const Organisation& organisation) override {
    write(organisation.id, [&](Writer& writer) { writer.create_organisation(organisation); });
  }

  // One that was seen before is only refreshed: signed out meanwhile, it must not come back.
  void put_session(const Session& session) override {
    writer_.run([&](Database& database, ledger::Record&) {
      if (session.seen_at > session.created_at) {
        database.prepare("UPDATE session SET seen_at = ? WHERE token_hash = ?").bind(session.seen_at).bind(session.token_hash).run();
        return;
      }
      database.prepare(
          "INSERT INTO session (token_hash, organisation, user, created_at, seen_at, expires_at, device) VALUES (?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (token_hash) DO UPDATE SET seen_at = excluded.seen_at")
          .bind(session.token_hash).bind(session.organisation.value).bind(session.user.value)
          .bind(session.created_at).bind(session.seen_at).bind(session.expires_at).bind(session.device).run();
    });
  }

  void remove_session(std::string_view token_hash) override {
    const AtEnd raise{[&] { ++accounts_version_; }};
    writer_.run([&](Database& database, ledger::Record&) {
      database.prepare("DELETE FROM session WHERE token_hash = ?").bind(token_hash).run();
    });
  }

  void remove_sessions_of(const OrganisationId& organisation, const UserId& user) override {
    const AtEnd raise{[&] { ++accounts_version_; }};
    writer_.run([&](Database& database, ledger::Record&) {
      database.prepare("DELETE FROM session WHERE organisation = ? AND user = ?").bind(organisation.value).bind(user.value).run();
    });
  }

  void remove_expired_sessions(std::int64_t now_ms) override {
    writer_.run([&](Database& database, ledger::Record&) {
      database.prepare("DELETE FROM session WHERE expires_at <= ?").bind(now_ms).run();
    });
  }

  std::uint64_t accounts_version() override { return accounts_version_; }

  void scrub() override {
    writer_.run_alone([&](Database& database) { sqlite::scrub(database, file_, log_); });
  }
  bool scrub_wanted() override {
    Snapshot snapshot(readers_);
    return snapshot.database().integer("SELECT value FROM ledger WHERE name = 'scrub'") != 0;
  }

  void close() override {
    readers_.clear();
    writer_.stop();
  }

 private:
  void record_change(Database& database, const OrganisationId& organisation, const std::function<void(Writer&)>& change,
                     ledger::Record& record) {
    record.at = clock_();
    record.organisation = organisation.value;
    Repository repository(database, organisation, record.at);
    ledger::Recorder recorder(repository, record.mutations, log_.keys(), organisation.value);
    try {
      change(recorder);
    } catch (const FileFailure& failure) {
      throw StoreFailure(failure.what());  // a person's key cannot be made or read
    }
    if (recorder.spoiled()) throw StoreFailure("a part of the change failed");
    if (!record.mutations.empty()) record.seq = repository.seq();
  }

  std::filesystem::path file_;
  Clock clock_;
  std::atomic<std::uint64_t> accounts_version_{0};
  LogKeeper log_;
  WriterThread writer_;
  ReaderPool readers_;
};

}  // namespace sqlite

std::unique_ptr<Store> open_sqlite_store(const std::filesystem::path& file, const char* vfs, Files& files, Clock clock) {
  start_crypto();
  return std::make_unique<sqlite::SqliteStore>(file, vfs, files, std::move(clock));
}

}  // namespace constat::server

#include "backend/store_sqlite/sqlite_store.hpp"

#include <mutex>
#include <utility>

#include "backend/store_sqlite/rows.hpp"
#include "backend/store_sqlite/sqlite_repository.hpp"
#include "backend/store_sqlite/writer_thread.hpp"

namespace constat::server {
namespace sqlite {
namespace {

// Reading connections that wait for their next use.
class ReaderPool {
 public:
  explicit ReaderPool(std::filesystem::path file) : file_(std::move(file)) {}

  std::unique_ptr<Database> take() {
    {
      std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto database = std::move(idle_.back());
        idle_.pop_back();
        return database;
      }
    }
    return std::make_unique<Database>(file_, Mode::reader);
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
    } catch (const StoreFailure&) {
      database_.reset();  // a connection that cannot end its transaction is not used again
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
    auto row = snapshot_.database().prepare("SELECT id, name, demo, epoch, index_rules FROM organisation ORDER BY id");
    std::vector<Organisation> all;
    while (row.step()) all.push_back(read_organisation(row));
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
        "SELECT token_hash, organisation, user, created_at, seen_at, expires_at FROM session WHERE token_hash = ?");
    row.bind(token_hash);
    if (!row.step()) return std::nullopt;
    return Session{row.text(0),    OrganisationId(row.text(1)), UserId(row.text(2)),
                   row.integer(3), row.integer(4),              row.integer(5)};
  }

 private:
  Snapshot snapshot_;
};

}  // namespace

// A Reader that owns its snapshot and forwards to a repository over it.
class SnapshotReader final : public Reader {
 public:
  SnapshotReader(ReaderPool& pool, const OrganisationId& organisation)
      : snapshot_(pool), repository_(snapshot_.database(), organisation) {}

  Organisation organisation() override { return repository_.organisation(); }
  std::int64_t seq() override { return repository_.seq(); }
  std::optional<User> user(const UserId& id) override { return repository_.user(id); }
  std::vector<User> users() override { return repository_.users(); }
  std::vector<SiteId> sites_of_user(const UserId& id) override { return repository_.sites_of_user(id); }
  std::vector<Site> sites() override { return repository_.sites(); }
  std::optional<Site> site(const SiteId& id) override { return repository_.site(id); }
  std::vector<Wave> waves() override { return repository_.waves(); }
  std::optional<ChecklistRecord> checklist(const ChecklistId& id, std::int64_t version) override {
    return repository_.checklist(id, version);
  }
  std::vector<ChecklistRecord> checklists() override { return repository_.checklists(); }
  std::optional<Mission> mission(const MissionId& id) override { return repository_.mission(id); }
  std::optional<VisitRecord> visit(const VisitId& id) override { return repository_.visit(id); }
  std::vector<VisitRecord> visits(const VisitFilter& filter) override { return repository_.visits(filter); }
  std::vector<Revision> revisions(const VisitId& id) override { return repository_.revisions(id); }
  std::vector<SurveyRecord> surveys() override { return repository_.surveys(); }
  std::optional<SurveyRecord> survey(const SurveyId& id) override { return repository_.survey(id); }
  std::vector<StoredResponse> responses(const SurveyId& survey) override { return repository_.responses(survey); }
  std::vector<FeedEntry> feed(const UserId& user, bool staff, std::int64_t after, std::size_t limit) override {
    return repository_.feed(user, staff, after, limit);
  }

 private:
  Snapshot snapshot_;
  Repository repository_;
};

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(const std::filesystem::path& file) : writer_(file), readers_(file) {}

  std::unique_ptr<Reader> read(const OrganisationId& organisation) override {
    return std::make_unique<SnapshotReader>(readers_, organisation);
  }
  std::unique_ptr<Accounts> accounts() override { return std::make_unique<SqliteAccounts>(readers_); }

  void write(const OrganisationId& organisation, const std::function<void(Writer&)>& change) override {
    writer_.run([&](Database& database) {
      Repository repository(database, organisation);
      change(repository);
    });
  }

  void create_organisation(const Organisation& organisation) override {
    writer_.run([&](Database& database) {
      database.prepare("INSERT INTO organisation (id, name, demo, epoch, index_rules) VALUES (?, ?, ?, ?, ?)")
          .bind(organisation.id.value).bind(organisation.name).bind(organisation.demo).bind(organisation.epoch)
          .bind(organisation.index_rules).run();
    });
  }

  void put_session(const Session& session) override {
    writer_.run([&](Database& database) {
      database.prepare(
          "INSERT INTO session (token_hash, organisation, user, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (token_hash) DO UPDATE SET seen_at = excluded.seen_at")
          .bind(session.token_hash).bind(session.organisation.value).bind(session.user.value)
          .bind(session.created_at).bind(session.seen_at).bind(session.expires_at).run();
    });
  }

  void remove_session(std::string_view token_hash) override {
    writer_.run([&](Database& database) {
      database.prepare("DELETE FROM session WHERE token_hash = ?").bind(token_hash).run();
    });
  }

  void remove_expired_sessions(std::int64_t now_ms) override {
    writer_.run([&](Database& database) {
      database.prepare("DELETE FROM session WHERE expires_at <= ?").bind(now_ms).run();
    });
  }

  void close() override {
    readers_.clear();
    writer_.stop();
  }

 private:
  WriterThread writer_;
  ReaderPool readers_;
};

}  // namespace sqlite

std::unique_ptr<Store> open_sqlite_store(const std::filesystem::path& file) {
  return std::make_unique<sqlite::SqliteStore>(file);
}

}  // namespace constat::server

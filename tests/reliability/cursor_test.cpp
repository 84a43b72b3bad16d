// Phones that follow the feed while others commit must hear of everything. The same measurement is made of a feed with
// the naive cursor, whose numbers are taken outside the write's transaction: it must be seen to lose.
#include <catch_amalgamated.hpp>

#include <nlohmann/json.hpp>
#include <set>
#include <sqlite3.h>
#include <thread>

#include "tests/reliability/support/figures.hpp"
#include "tests/reliability/support/world.hpp"

using namespace constat;
using namespace constat::test;

namespace {

constexpr int kWriters = 4, kFollowers = 2;

// A feed under test. `commit` returns when the entry is committed; `more` gives the ids behind the follower's cursor
// and moves it.
class Feed {
 public:
  class Follower {
   public:
    virtual ~Follower() = default;
    virtual std::vector<std::string> more() = 0;
  };
  class Writer {
   public:
    virtual ~Writer() = default;
    virtual void commit(const std::string& id) = 0;
  };
  virtual ~Feed() = default;
  virtual std::unique_ptr<Writer> writer() = 0;
  virtual std::unique_ptr<Follower> follower() = 0;
};

struct Loss {
  std::size_t written = 0, lost = 0;
};

Loss follow_under_writes(Feed& feed, std::chrono::milliseconds length) {
  std::atomic<bool> writing{true}, following{true};
  std::mutex mutex;
  std::set<std::string> written;
  std::vector<std::set<std::string>> seen(kFollowers);
  std::vector<std::thread> writers, followers;
  for (unsigned number = 0; number < kWriters; ++number) {
    writers.emplace_back([&, number] {
      const auto writer = feed.writer();
      for (unsigned i = 1; writing; ++i) {
        const std::string id = visit_id(i + number * 100'000'000);
        writer->commit(id);
        const std::lock_guard lock(mutex);
        written.insert(id);
      }
    });
  }
  for (auto& own : seen) {
    followers.emplace_back([&] {
      const auto follower = feed.follower();
      for (;;) {
        const bool last = !following;  // read before the page: all was committed then
        const auto page = follower->more();
        own.insert(page.begin(), page.end());
        if (last && page.empty()) return;
      }
    });
  }
  std::this_thread::sleep_for(length);
  writing = false;
  for (std::thread& writer : writers) writer.join();
  following = false;
  for (std::thread& follower : followers) follower.join();
  Loss loss{written.size(), 0};
  for (const auto& own : seen)
    for (const std::string& id : written) loss.lost += own.count(id) == 0;
  return loss;
}

// The real server: visits pushed and pulled over HTTP.
class ServedFeed final : public Feed {
 public:
  ServedFeed(int port, std::string cookie) : port_(port), cookie_(std::move(cookie)) {}

  std::unique_ptr<Writer> writer() override {
    class Pusher final : public Writer {
     public:
      Pusher(int port, const std::string& cookie) : client_(port) { client_.use_cookie(cookie); }
      void commit(const std::string& id) override {
        if (client_.push(id, 1, submission(id)).status != 201) throw std::runtime_error("a push failed");
      }

     private:
      Client client_;
    };
    return std::make_unique<Pusher>(port_, cookie_);
  }

  std::unique_ptr<Follower> follower() override {
    class Puller final : public Follower {
     public:
      Puller(int port, const std::string& cookie) : client_(port) { client_.use_cookie(cookie); }
      std::vector<std::string> more() override {
        const auto page = nlohmann::json::parse(client_.get("/api/v1/sync?limit=50" + cursor_).body);
        cursor_ = "&cursor=" + page["cursor"].get<std::string>();
        std::vector<std::string> ids;
        for (const auto& change : page["changes"]) ids.push_back(change["id"].get<std::string>());
        return ids;
      }

     private:
      Client client_;
      std::string cursor_;
    };
    return std::make_unique<Puller>(port_, cookie_);
  }

 private:
  int port_;
  std::string cookie_;
};

// The control: numbers from a counter, taken before the transaction that stores them.
class NaiveFeed final : public Feed {
 public:
  explicit NaiveFeed(const std::filesystem::path& file) : file_(file) {
    Connection(file_).run("PRAGMA journal_mode=WAL; CREATE TABLE feed(seq INTEGER PRIMARY KEY, id TEXT NOT NULL)");
  }

  std::unique_ptr<Writer> writer() override {
    class Inserter final : public Writer {
     public:
      Inserter(const std::filesystem::path& file, std::atomic<std::int64_t>& next) : connection_(file), next_(next) {}
      void commit(const std::string& id) override {
        const std::int64_t number = ++next_;
        connection_.run("INSERT INTO feed VALUES(" + std::to_string(number) + ",'" + id + "')");
      }

     private:
      Connection connection_;
      std::atomic<std::int64_t>& next_;
    };
    return std::make_unique<Inserter>(file_, next_);
  }

  std::unique_ptr<Follower> follower() override {
    class Reader final : public Follower {
     public:
      explicit Reader(const std::filesystem::path& file) : connection_(file) {}
      std::vector<std::string> more() override { return connection_.after(cursor_); }

     private:
      Connection connection_;
      std::int64_t cursor_ = 0;
    };
    return std::make_unique<Reader>(file_);
  }

 private:
  class Connection {
   public:
    explicit Connection(const std::filesystem::path& file) {
      if (sqlite3_open(file.c_str(), &handle_) != SQLITE_OK) throw std::runtime_error("the control cannot open its file");
      sqlite3_busy_timeout(handle_, 10'000);
      sqlite3_exec(handle_, "PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);
    }
    ~Connection() { sqlite3_close(handle_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    void run(const std::string& sql) {
      if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle_));
    }
    std::vector<std::string> after(std::int64_t& cursor) {
      sqlite3_stmt* statement = nullptr;
      sqlite3_prepare_v2(handle_, "SELECT seq, id FROM feed WHERE seq > ? ORDER BY seq", -1, &statement, nullptr);
      sqlite3_bind_int64(statement, 1, cursor);
      std::vector<std::string> ids;
      while (sqlite3_step(statement) == SQLITE_ROW) {
        cursor = sqlite3_column_int64(statement, 0);
        ids.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 1)));
      }
      sqlite3_finalize(statement);
      return ids;
    }

   private:
    sqlite3* handle_ = nullptr;
  };

  std::filesystem::path file_;
  std::atomic<std::int64_t> next_{0};
};

}  // namespace

TEST_CASE("whoever follows the feed while others commit hears of every entry, and with a naive cursor would not", "[cursor]") {
  const std::chrono::seconds length(setting("CONSTAT_CURSOR_SECONDS", 30));
  const TemporaryFolder folder;
  const World world(folder.path());
  Loss ours;
  {
    ServerProcess server(world.settings());
    ServedFeed feed(server.port(), world.investigator);
    ours = follow_under_writes(feed, length * 5 / 6);
  }
  NaiveFeed control(folder.path() / "naive.sqlite");
  const Loss naive = follow_under_writes(control, length / 6);
  print_figure("cursor: " + std::to_string(ours.written) + " entries, " + std::to_string(ours.lost) + " not heard of; naive cursor: " +
               std::to_string(naive.written) + " entries, " + std::to_string(naive.lost) + " not heard of");
  CHECK(ours.written > 20);
  CHECK(ours.lost == 0);
  CHECK(naive.lost > 0);
}

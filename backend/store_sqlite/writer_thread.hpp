// The only thread that writes. Changes that wait together are committed together: one fsync for many requests, and each
// caller goes on after its own commit.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "backend/store_sqlite/database.hpp"
#include "backend/store_sqlite/log_keeper.hpp"

namespace constat::server::sqlite {

class WriterThread {
 public:
  // Opens, migrates, brings database and intake log in step; throws StoreFailure. `log` outlives this object.
  WriterThread(const std::filesystem::path& file, const char* vfs, LogKeeper& log);
  ~WriterThread();

  // A change fills in what it did; without mutations there is nothing to log.
  using Change = std::function<void(Database&, ledger::Record&)>;
  // Runs `change` inside a transaction and returns when it is durable; rethrows what it throws, or StoreFailure.
  void run(Change change);

  // Runs `work` between two commits, outside a transaction: nothing is written meanwhile. Rethrows what it throws.
  void run_alone(std::function<void(Database&)> work);

  // Ends what waits, moves the log into the main file. Later calls of run throw StoreFailure.
  void stop();

 private:
  struct Job {
    Change change;
    std::promise<void> done;
    std::exception_ptr failed;
    ledger::Record record;
    std::function<void(Database&)> alone = {};  // instead of a change
  };

  void work();
  void add(Job job, std::future<void>& done);
  void commit(std::vector<Job>& batch);
  void do_alone(Job& job);
  bool apply(Job& job);  // false: the engine gave up the whole transaction

  LogKeeper& log_;
  Database database_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace constat::server::sqlite

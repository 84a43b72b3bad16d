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

namespace constat::server::sqlite {

class WriterThread {
 public:
  explicit WriterThread(const std::filesystem::path& file);  // opens and migrates; throws StoreFailure
  ~WriterThread();

  // Runs `change` inside a transaction and returns when it is durable; rethrows what it throws, or StoreFailure.
  void run(std::function<void(Database&)> change);

  // Ends what waits, moves the log into the main file. Later calls of run throw StoreFailure.
  void stop();

 private:
  struct Job {
    std::function<void(Database&)> change;
    std::promise<void> done;
    std::exception_ptr failed;
  };

  void work();
  void commit(std::vector<Job>& batch);
  bool apply(Job& job);  // false: the engine gave up the whole transaction

  Database database_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace constat::server::sqlite

#include "backend/store_sqlite/writer_thread.hpp"

#include <sqlite3.h>

#include "backend/store/store.hpp"
#include "backend/store_sqlite/migrations.hpp"

namespace constat::server::sqlite {
namespace {

// Bounds what one commit can lose and how long the first of it waits.
constexpr std::size_t kLargestBatch = 256;

}  // namespace

WriterThread::WriterThread(const std::filesystem::path& file, const char* vfs, LogKeeper& log)
    : log_(log), database_(file, Mode::writer, vfs) {
  migrate(database_, file);
  log_.catch_up(database_);
  thread_ = std::thread([this] { work(); });
}

WriterThread::~WriterThread() { stop(); }

void WriterThread::run(Change change) {
  std::future<void> done;
  add({std::move(change), {}, nullptr, {}}, done);
  done.get();
}

void WriterThread::run_alone(std::function<void(Database&)> work) {
  std::future<void> done;
  add({{}, {}, nullptr, {}, std::move(work)}, done);
  done.get();
}

void WriterThread::add(Job job, std::future<void>& done) {
  {
    std::lock_guard lock(mutex_);
    if (stopping_) throw StoreFailure("the store is closed");
    waiting_.push_back(std::move(job));
    done = waiting_.back().done.get_future();
  }
  wake_.notify_one();
}

void WriterThread::stop() {
  {
    std::lock_guard lock(mutex_);
    if (stopping_) return;
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
  sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

void WriterThread::work() {
  std::vector<Job> batch;
  batch.reserve(kLargestBatch);  // taking a job needs no memory: nobody could answer it here
  for (;;) {
    batch.clear();
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      while (!waiting_.empty() && batch.size() < kLargestBatch) {
        if (waiting_.front().alone && !batch.empty()) break;
        batch.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
        if (batch.back().alone) break;
      }
    }
    if (batch.front().alone) do_alone(batch.front());
    else commit(batch);
    for (Job& job : batch) {
      if (job.failed) job.done.set_exception(job.failed);
      else job.done.set_value();
    }
  }
}

void WriterThread::do_alone(Job& job) {
  try {
    log_.settle(database_);
    job.alone(database_);
  } catch (...) {
    job.failed = std::current_exception();
  }
}

bool WriterThread::apply(Job& job) {
  try {
    database_.execute("SAVEPOINT change");
    job.change(database_, job.record);
    database_.execute("RELEASE change");
  } catch (...) {
    job.failed = std::current_exception();
    if (sqlite3_get_autocommit(database_.handle())) return false;
    try {
      database_.execute("ROLLBACK TO change; RELEASE change");
    } catch (const StoreFailure&) {
      return false;
    }
  }
  return true;
}

// When the log or the engine gives up the whole transaction (a full disk, say), nobody of the batch is told "durable".
void WriterThread::commit(std::vector<Job>& batch) {
  std::exception_ptr lost;
  try {
    log_.settle(database_);
    database_.execute("BEGIN IMMEDIATE");
    std::vector<ledger::Record> records;
    for (Job& job : batch) {
      if (!apply(job)) throw StoreFailure("the transaction was given up");
      if (!job.failed && !job.record.mutations.empty()) records.push_back(std::move(job.record));
    }
    log_.append(database_, records);
    database_.execute("COMMIT");
    log_.committed();
  } catch (...) {
    lost = std::current_exception();
    log_.lost();
    if (!sqlite3_get_autocommit(database_.handle()))
      sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  if (lost)
    for (Job& job : batch)
      if (!job.failed) job.failed = lost;
}

}  // namespace constat::server::sqlite

#include "backend/http/connection_threads.hpp"

#include <system_error>

namespace constat::server::http {

bool ConnectionThreads::run(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    const bool enough = waiting_.size() < idle_;
    if (stopping_ || (!enough && !begin_thread() && waiting_.size() >= idle_ + most_waiting_)) return false;
    waiting_.push_back(std::move(work));
  }
  wake_.notify_one();
  return true;
}

// False: there are as many as there may be, or as the system gives.
bool ConnectionThreads::begin_thread() {
  if (threads_.size() >= most_) return false;
  try {
    threads_.emplace_back([this] { serve(); });
    ++idle_;
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

void ConnectionThreads::serve() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    --idle_;
    if (waiting_.empty()) return;
    const std::function<void()> work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    lock.lock();
    ++idle_;
  }
}

void ConnectionThreads::stop() {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace constat::server::http

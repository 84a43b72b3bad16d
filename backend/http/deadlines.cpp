#include "backend/http/deadlines.hpp"

#include <sys/socket.h>

namespace constat::server::http {
namespace {

constexpr std::chrono::milliseconds kLookEvery{250};

}  // namespace

Deadlines::Deadlines(std::chrono::seconds allowed) : allowed_(allowed), thread_([this] { watch(); }) {}

Deadlines::~Deadlines() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Deadlines::begin(int socket) {
  const std::lock_guard lock(mutex_);
  due_[socket] = std::chrono::steady_clock::now() + allowed_;
}

void Deadlines::end(int socket) {
  const std::lock_guard lock(mutex_);
  due_.erase(socket);
}

void Deadlines::watch() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    wake_.wait_for(lock, kLookEvery);
    const auto now = std::chrono::steady_clock::now();
    for (auto it = due_.begin(); it != due_.end();) {
      if (now < it->second) {
        ++it;
        continue;
      }
      ::shutdown(it->first, SHUT_RDWR);
      it = due_.erase(it);
    }
  }
}

}  // namespace constat::server::http

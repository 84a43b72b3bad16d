// The listening socket and its threads, over cpp-httplib. Only server.cpp includes that library.
// One thread serves one connection; a bounded number of connections wait; a request has a total deadline.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "backend/http/dispatcher.hpp"

namespace constat::server::http {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 0;  // 0: any free one
  std::size_t most_threads = 256, most_waiting = 256;  // a kept-alive connection holds a thread
  std::chrono::seconds read_timeout{10}, write_timeout{10};
  std::chrono::seconds request_deadline{60};  // from the first byte of a request to the last of its answer
};

class Server {
 public:
  Server(const Dispatcher& dispatcher, ServerOptions options);
  ~Server();  // stops

  // The port, or none when it cannot be bound. Serves from its own thread until stop().
  std::optional<int> start();
  // Takes no new connection, lets requests under way end, returns when all threads have.
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace constat::server::http

// A proxy on loopback that spoils connections: it passes bytes on until the fault of the connection comes about.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace constat::test {

struct Fault {
  enum class Kind : std::uint8_t {
    none,
    cut,        // both ends are closed in order: a reply ends in the middle
    reset,      // both ends get RST
    trickle,    // from there on the bytes come in small pieces
    stall,      // nothing passes any more, until somebody gives up
    duplicate,  // what the client sent reaches the server a second time, later, on a connection of its own
  };
  enum class Way : std::uint8_t { to_server, to_client };
  Kind kind = Kind::none;
  Way way = Way::to_server;
  std::size_t after = 0;  // bytes of that way that pass first
};

class FaultProxy {
 public:
  // `next` is asked once for every connection, from one thread. `upstream`: the port of the server, now.
  FaultProxy(std::function<int()> upstream, std::function<Fault()> next);
  ~FaultProxy();
  FaultProxy(const FaultProxy&) = delete;
  FaultProxy& operator=(const FaultProxy&) = delete;

  int port() const { return port_; }
  std::int64_t suffered() const { return suffered_; }  // faults that came about

 private:
  void accept_all();
  void serve(int client, Fault fault);
  void repeat(const std::string& request);

  std::function<int()> upstream_;
  std::function<Fault()> next_;
  int listener_ = -1, port_ = 0;
  std::atomic<std::int64_t> suffered_{0};
  std::atomic<bool> ending_{false};
  std::mutex mutex_;
  std::vector<std::thread> connections_;
  std::thread thread_;
};

}  // namespace constat::test

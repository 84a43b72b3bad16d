#include "tests/reliability/support/fault_proxy.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>

namespace constat::test {
namespace {

constexpr int kLookMs = 100;
constexpr std::size_t kTrickleBytes = 24;
constexpr std::size_t kRepeatedAtMost = 1 << 16;

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int connect_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
  close(socket);
  return -1;
}

bool send_all(int socket, const char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t sent = send(socket, bytes, count, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes += sent;
    count -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool send_slowly(int socket, const char* bytes, std::size_t count) {
  for (std::size_t done = 0; done < count; done += kTrickleBytes) {
    if (!send_all(socket, bytes + done, std::min(kTrickleBytes, count - done))) return false;
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  return true;
}

void close_hard(int socket) {
  const linger at_once{1, 0};
  setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(socket);
}

}  // namespace

FaultProxy::FaultProxy(std::function<int()> upstream, std::function<Fault()> next)
    : upstream_(std::move(upstream)), next_(std::move(next)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 64) != 0 ||
      getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("the proxy finds no free port");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { accept_all(); });
}

FaultProxy::~FaultProxy() {
  ending_ = true;
  thread_.join();
  for (std::thread& connection : connections_) connection.join();
  close(listener_);
}

void FaultProxy::accept_all() {
  while (!ending_) {
    pollfd ready{listener_, POLLIN, 0};
    if (poll(&ready, 1, kLookMs) <= 0) continue;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    const Fault fault = next_();
    connections_.emplace_back([this, client, fault] { serve(client, fault); });
  }
}

void FaultProxy::serve(int client, Fault fault) {
  const int server = connect_to(upstream_());
  std::size_t passed[2] = {0, 0};
  bool come = false, stalled = false, hard = false;
  std::string request;
  const auto faulty_way = static_cast<std::size_t>(fault.way);
  // Sockets by the way of what they give: 0 the client's, to the server; 1 the server's, to the client.
  const int from[2] = {client, server}, to[2] = {server, client};
  bool going = server >= 0;
  while (going && !ending_) {
    pollfd ready[2];
    for (std::size_t way = 0; way < 2; ++way)
      ready[way] = {from[way], static_cast<short>(stalled ? POLLRDHUP : POLLIN), 0};
    if (poll(ready, 2, kLookMs) < 0) break;
    for (std::size_t way = 0; way < 2 && going; ++way) {
      if (ready[way].revents == 0) continue;
      if (stalled) {
        going = false;
        break;
      }
      char buffer[4096];
      const ssize_t got = recv(from[way], buffer, sizeof buffer, 0);
      if (got <= 0) {
        going = false;
        break;
      }
      auto count = static_cast<std::size_t>(got);
      if (way == 0 && fault.kind == Fault::Kind::duplicate && request.size() < kRepeatedAtMost) request.append(buffer, count);
      const bool here = fault.kind != Fault::Kind::none && fault.kind != Fault::Kind::duplicate && way == faulty_way &&
                        passed[way] + count >= fault.after;
      if (here && fault.kind == Fault::Kind::trickle) {
        suffered_ += come ? 0 : 1;
        come = true;
        going = send_slowly(to[way], buffer, count);
      } else {
        if (here) count = fault.after - passed[way];
        going = send_all(to[way], buffer, count);
        if (here) {
          ++suffered_;
          stalled = fault.kind == Fault::Kind::stall;
          hard = fault.kind == Fault::Kind::reset;
          going = stalled;
        }
      }
      passed[way] += count;
    }
  }
  for (const int socket : {client, server}) {
    if (socket < 0) continue;
    if (hard) close_hard(socket);
    else close(socket);
  }
  if (!request.empty()) repeat(request);
}

void FaultProxy::repeat(const std::string& request) {
  const int server = connect_to(upstream_());
  if (server < 0) return;
  const timeval limit{1, 0};
  setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  if (send_all(server, request.data(), request.size())) {
    ++suffered_;
    shutdown(server, SHUT_WR);
    char buffer[4096];
    while (!ending_ && recv(server, buffer, sizeof buffer, 0) > 0) continue;
  }
  close(server);
}

}  // namespace constat::test

#include "bench/sync/load.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace constat::bench {
namespace {

using Instant = std::chrono::steady_clock::time_point;

double seconds_since(Instant start) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); }

int connect_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("no connection to port " + std::to_string(port));
  const int yes = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return socket;
}

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::runtime_error("the server closed a connection in the middle of a request");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

// What the head of an answer says of its length and of the connection.
struct Head {
  std::size_t whole = 0;  // bytes of the answer; 0: the head is not complete yet
  int status = 0;
  bool closes = false;
};

Head head_of(std::string_view bytes) {
  Head head;
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return head;
  std::string lower(bytes.substr(0, end));
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto length = lower.find("content-length:");
  head.whole = end + 4 + (length == std::string::npos ? 0 : std::strtoull(lower.c_str() + length + 15, nullptr, 10));
  head.status = std::atoi(lower.c_str() + std::min(lower.find(' '), lower.size()));
  head.closes = lower.find("connection: close") != std::string::npos;
  return head;
}

struct Connection {
  int socket = -1;
  std::string answer;
  Instant sent;
};

}  // namespace

Timing timing_of(std::vector<double> each, double in_all) {
  Timing timing;
  timing.answered = each.size();
  if (each.empty()) return timing;
  std::sort(each.begin(), each.end());
  timing.per_second = static_cast<double>(each.size()) / in_all;
  timing.p50_ms = 1000 * each[each.size() / 2];
  timing.p99_ms = 1000 * each[std::min(each.size() - 1, each.size() * 99 / 100)];
  return timing;
}

Timing run_load(int port, const std::vector<std::string>& requests, std::size_t clients, int expected_status) {
  const int waiter = epoll_create1(EPOLL_CLOEXEC);
  std::vector<Connection> connections(std::min(clients, requests.size()));
  std::vector<double> took;
  took.reserve(requests.size());
  std::size_t next = 0, refused = 0, open = 0;
  const auto join = [&](std::size_t which) {
    connections[which].socket = connect_to(port);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = which;
    epoll_ctl(waiter, EPOLL_CTL_ADD, connections[which].socket, &event);
    ++open;
  };
  const auto leave = [&](Connection& connection) {
    close(connection.socket);
    connection.socket = -1;
    --open;
  };
  const auto ask = [&](Connection& connection) {
    connection.answer.clear();
    connection.sent = std::chrono::steady_clock::now();
    send_all(connection.socket, requests[next++]);
  };
  for (std::size_t which = 0; which < connections.size(); ++which) join(which);
  const Instant start = std::chrono::steady_clock::now();
  for (Connection& connection : connections) ask(connection);
  while (open > 0) {
    epoll_event events[64];
    const int ready = epoll_wait(waiter, events, 64, 60'000);
    if (ready <= 0) throw std::runtime_error("no answer for a minute");
    for (int i = 0; i < ready; ++i) {
      const auto which = static_cast<std::size_t>(events[i].data.u64);
      Connection& connection = connections[which];
      char buffer[16384];
      const ssize_t got = recv(connection.socket, buffer, sizeof buffer, 0);
      if (got <= 0) throw std::runtime_error("the server closed a connection before its answer");
      connection.answer.append(buffer, static_cast<std::size_t>(got));
      const Head head = head_of(connection.answer);
      if (head.whole == 0 || connection.answer.size() < head.whole) continue;
      took.push_back(seconds_since(connection.sent));
      if (head.status != expected_status) ++refused;
      if (next == requests.size()) {
        leave(connection);
        continue;
      }
      if (head.closes) {
        leave(connection);
        join(which);
      }
      ask(connection);
    }
  }
  const double in_all = seconds_since(start);
  close(waiter);
  Timing timing = timing_of(std::move(took), in_all);
  timing.refused = refused;
  return timing;
}

std::string one_exchange(int port, const std::string& request) {
  const int socket = connect_to(port);
  send_all(socket, request);
  std::string answer;
  for (;;) {
    const Head head = head_of(answer);
    if (head.whole != 0 && answer.size() >= head.whole) break;
    char buffer[65536];
    const ssize_t got = recv(socket, buffer, sizeof buffer, 0);
    if (got <= 0) break;
    answer.append(buffer, static_cast<std::size_t>(got));
  }
  close(socket);
  return answer;
}

}  // namespace constat::bench

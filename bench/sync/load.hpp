// Load over kept-alive connections on loopback, from one thread with epoll and requests made beforehand, so that the
// client costs as little as it can.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace constat::bench {

struct Timing {
  double per_second = 0, p50_ms = 0, p99_ms = 0;
  std::size_t answered = 0, refused = 0;  // refused: another status than the expected one
};

// Each of `clients` connections sends its next request when the answer to the last has come whole; a connection that the
// server closes after an answer is made anew. Throws std::runtime_error when a connection breaks in between.
Timing run_load(int port, const std::vector<std::string>& requests, std::size_t clients, int expected_status);

// One request, and its whole answer with the headers.
std::string one_exchange(int port, const std::string& request);

Timing timing_of(std::vector<double> seconds_each, double seconds_in_all);

}  // namespace constat::bench

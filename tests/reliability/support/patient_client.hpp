// A client that does as the phone does: sends again until it holds a receipt for exactly these bytes.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "tests/backend/support/http_client.hpp"

namespace constat::test {

class PatientClient {
 public:
  // `port` is asked before each new connection: servers come back elsewhere.
  PatientClient(std::function<int()> port, std::string cookie, std::chrono::milliseconds timeout);

  // The receipt; none when `tries` were in vain or `give_up` became true.
  std::optional<std::string> deliver(const std::string& visit, const std::string& body, int tries = 1000);

  // A photo that a delivered visit names, in chunks, resumed where the server says. True: the server has it whole.
  bool deliver_photo(const std::string& sha256, const std::string& bytes, int tries = 1000);

  void give_up_on(const std::atomic<bool>& give_up) { give_up_ = &give_up; }
  void hang_up() { client_.reset(); }  // what comes next goes over a new connection
  std::int64_t attempts() const { return attempts_; }
  int last_status() const { return last_.status; }
  const Reply& last() const { return last_; }

 private:
  Client& connection();
  void pause(int attempt);

  std::function<int()> port_;
  std::string cookie_;
  std::chrono::milliseconds timeout_;
  const std::atomic<bool>* give_up_ = nullptr;
  std::unique_ptr<Client> client_;
  Reply last_;
  std::int64_t attempts_ = 0;
};

// True when `json` is the receipt for these bytes of this visit.
bool is_receipt_for(const std::string& json, const std::string& visit, const std::string& body);

}  // namespace constat::test

#include "tests/reliability/support/patient_client.hpp"

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "shared/base/sha256.hpp"
#include "shared/sync/digest.hpp"
#include "shared/sync/receipt.hpp"

namespace constat::test {

bool is_receipt_for(const std::string& json, const std::string& visit, const std::string& body) {
  const auto receipt = parse_receipt(json);
  return receipt && receipt->visit == visit && receipt->revision == 1 && receipt->sha256 == sha256_hex(body);
}

PatientClient::PatientClient(std::function<int()> port, std::string cookie, std::chrono::milliseconds timeout)
    : port_(std::move(port)), cookie_(std::move(cookie)), timeout_(timeout) {}

Client& PatientClient::connection() {
  if (!client_) {
    client_ = std::make_unique<Client>(port_(), timeout_);
    client_->use_cookie(cookie_);
  }
  return *client_;
}

// The phone waits longer; here only as long as a server needs to come back.
void PatientClient::pause(int attempt) {
  std::this_thread::sleep_for(std::chrono::milliseconds(std::min(2 << std::min(attempt, 6), 100)));
}

std::optional<std::string> PatientClient::deliver(const std::string& visit, const std::string& body, int tries) {
  for (int attempt = 0; attempt < tries && !(give_up_ && *give_up_); ++attempt) {
    if (attempt > 0) pause(attempt);
    ++attempts_;
    last_ = connection().push(visit, 1, body);
    const bool taken = last_.status == 200 || last_.status == 201 || last_.status == 409;
    if (taken && is_receipt_for(last_.body, visit, body)) return last_.body;
    if (last_.status == 0) client_.reset();
  }
  return std::nullopt;
}

bool PatientClient::deliver_photo(const std::string& sha256, const std::string& bytes, int tries) {
  constexpr std::size_t kChunk = 48 << 10;
  const std::string path = "/api/v1/blobs/" + sha256;
  for (int attempt = 0; attempt < tries && !(give_up_ && *give_up_); ++attempt) {
    if (attempt > 0) pause(attempt);
    ++attempts_;
    last_ = connection().send("HEAD", path, "");
    while (last_.status == 200 || last_.status == 204) {
      if (last_.header("upload-complete") == "?1") return true;
      const auto offset = static_cast<std::size_t>(std::strtoull(last_.header("upload-offset").c_str(), nullptr, 10));
      if (offset >= bytes.size()) break;
      const std::string chunk = bytes.substr(offset, kChunk);
      ++attempts_;
      last_ = connection().send("PATCH", path, chunk,
                                {{"Content-Type", "application/offset+octet-stream"},
                                 {"Upload-Offset", std::to_string(offset)},
                                 {"Upload-Length", std::to_string(bytes.size())},
                                 {"Content-Digest", content_digest(chunk)}});
    }
    if (last_.status == 0) client_.reset();
  }
  return false;
}

}  // namespace constat::test

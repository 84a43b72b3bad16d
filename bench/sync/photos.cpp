#include "bench/sync/photos.hpp"

#include <chrono>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "bench/sync/material.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/digest.hpp"
#include "tests/reliability/support/png.hpp"

namespace constat::bench {
namespace {

constexpr std::size_t kChunk = 1u << 20;

struct PhotoVisit {
  std::string push;
  std::vector<std::string> chunks;  // requests
};

PhotoVisit prepare(const std::string& cookie, std::uint64_t number, std::size_t each, std::size_t bytes) {
  PhotoVisit visit;
  std::string names;
  for (std::size_t i = 0; i < each; ++i) {
    const std::string photo = test::png_of_noise(number * 100 + i, bytes);
    const std::string sha256 = sha256_hex(photo);
    names += (i ? ",\"sha256:" : "\"sha256:") + sha256 + "\"";
    for (std::size_t at = 0; at < photo.size(); at += kChunk) {
      const std::string chunk = photo.substr(at, kChunk);
      visit.chunks.push_back("PATCH /api/v1/blobs/" + sha256 + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie +
                             "\r\nConstat-Protocol: 1\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: " +
                             std::to_string(at) + "\r\nUpload-Length: " + std::to_string(photo.size()) + "\r\nContent-Digest: " +
                             content_digest(chunk) + "\r\nContent-Length: " + std::to_string(chunk.size()) + "\r\n\r\n" + chunk);
    }
  }
  visit.push = push_request_with_photos(cookie, number, names);
  return visit;
}

void must_be(const std::string& answer, const std::string& status) {
  if (answer.compare(0, 12, "HTTP/1.1 " + status) != 0) throw std::runtime_error("answered " + answer.substr(0, 400));
}

}  // namespace

PhotoLoad upload_photos(int port, const std::string& cookie, std::size_t clients, std::size_t each, std::size_t bytes) {
  std::vector<PhotoVisit> visits;
  for (std::size_t i = 0; i < clients; ++i) visits.push_back(prepare(cookie, 1 + i, each, bytes));
  std::vector<double> took(clients);
  std::vector<std::thread> threads;
  std::mutex mutex;
  std::string refused;
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < clients; ++i) {
    threads.emplace_back([&, i] {
      try {
        must_be(one_exchange(port, visits[i].push), "201");
        for (const std::string& chunk : visits[i].chunks) must_be(one_exchange(port, chunk), "204");
      } catch (const std::exception& failure) {
        const std::lock_guard lock(mutex);
        refused = failure.what();
      }
      took[i] = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    });
  }
  for (std::thread& thread : threads) thread.join();
  if (!refused.empty()) throw std::runtime_error(refused);
  PhotoLoad load;
  load.photos = clients * each;
  load.megabytes_each = static_cast<double>(bytes) / 1e6;
  load.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  load.visits = timing_of(took, load.seconds);
  return load;
}

}  // namespace constat::bench

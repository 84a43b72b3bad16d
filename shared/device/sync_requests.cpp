#include "shared/device/sync_requests.hpp"

#include "shared/device/times.hpp"
#include "shared/sync/digest.hpp"

namespace constat {
namespace {

constexpr std::int64_t kTimeoutMs = 60'000;
constexpr std::int64_t kChunkTimeoutMs = 120'000;  // the smallest chunk at 2 KiB a second
constexpr const char* kPageLimit = "500";  // changes; the server's own limit is in bytes

}  // namespace

std::string percent_encoded(const std::string& text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' ||
                       c == '_' || c == '~';
    const auto byte = static_cast<unsigned char>(c);
    if (plain) out += c;
    else out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return out;
}

HttpRequest push_request(const std::string& visit, std::int64_t revision, std::string body, const Now& now) {
  HttpRequest request;
  request.method = "PUT";
  request.path = "/api/v1/visits/" + percent_encoded(visit) + "/revisions/" + std::to_string(revision);
  request.headers = {{"Content-Digest", content_digest(body)},
                     {"Constat-Client-Time", rfc3339(now.wall_ms, now.offset_minutes)}};
  request.body = std::move(body);
  request.timeout_ms = kTimeoutMs;
  return request;
}

HttpRequest pull_request(const std::string& cursor) {
  HttpRequest request;
  request.method = "GET";
  request.path = std::string("/api/v1/sync?limit=") + kPageLimit;
  if (!cursor.empty()) request.path += "&cursor=" + percent_encoded(cursor);
  request.timeout_ms = kTimeoutMs;
  return request;
}

HttpRequest photo_offset_request(const std::string& sha256) {
  HttpRequest request;
  request.method = "HEAD";
  request.path = "/api/v1/blobs/" + sha256;
  request.timeout_ms = kTimeoutMs;
  return request;
}

HttpRequest photo_chunk_request(const std::string& sha256, std::int64_t offset, std::int64_t length, std::int64_t photo_bytes) {
  HttpRequest request;
  request.method = "PATCH";
  request.path = "/api/v1/blobs/" + sha256;
  request.headers = {{"Upload-Offset", std::to_string(offset)},
                     {"Upload-Length", std::to_string(photo_bytes)},
                     {"Content-Type", "application/offset+octet-stream"}};
  request.blob = BlobSlice{sha256, offset, length};
  request.timeout_ms = kChunkTimeoutMs;
  return request;
}

}  // namespace constat

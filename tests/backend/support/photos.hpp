// Photos for the tests of the server.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "backend/demo/picture.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/digest.hpp"
#include "tests/backend/support/test_server.hpp"

namespace constat::test {

struct Photo {
  std::string bytes, sha256;
  std::string path() const { return "/api/v1/blobs/" + sha256; }
};

// Noise does not compress: about 3 bytes a pixel.
inline Photo noise_photo(std::uint64_t seed, std::uint32_t side = 64) {
  Rng rng(seed);
  server::demo::Picture picture{side, side, std::vector<std::uint8_t>(std::size_t{3} * side * side)};
  for (auto& byte : picture.rgb) byte = static_cast<std::uint8_t>(rng.below(256));
  Photo photo{server::demo::write_png(picture), ""};
  photo.sha256 = sha256_hex(photo.bytes);
  return photo;
}

inline Photo as_photo(std::string bytes) {
  std::string sha256 = sha256_hex(bytes);
  return {std::move(bytes), std::move(sha256)};
}

// Good answers of the tests' checklist that name these photos.
inline std::string answers_with(const std::vector<Photo>& photos) {
  std::string list;
  for (const Photo& photo : photos) list += (list.empty() ? "\"sha256:" : ",\"sha256:") + photo.sha256 + "\"";
  return R"({"front":{"value":[)" + list + R"(]},"greeted":{"value":"yes"},"smile":{"value":2}})";
}

inline std::string submission_with(const std::string& visit, const std::vector<Photo>& photos,
                                   const std::string& investigator = "north-investigator",
                                   const std::string& site = "lyon") {
  return submission(visit, investigator, site, "", answers_with(photos));
}

inline Reply send_chunk(Client& client, const Photo& photo, std::size_t offset, std::size_t count, Headers more = {}) {
  const std::string bytes = photo.bytes.substr(offset, count);
  Headers headers = {{"Upload-Offset", std::to_string(offset)},
                     {"Upload-Length", std::to_string(photo.bytes.size())},
                     {"Content-Type", "application/offset+octet-stream"},
                     {"Content-Digest", content_digest(bytes)}};
  for (const auto& header : more) {
    headers.erase(std::remove_if(headers.begin(), headers.end(), [&](const auto& each) { return each.first == header.first; }),
                  headers.end());
    headers.push_back(header);
  }
  return client.send("PATCH", photo.path(), bytes, std::move(headers));
}

// As a phone does: asks how far it came, and goes on until it is complete. The last answer.
inline Reply upload(Client& client, const Photo& photo, std::size_t chunk = std::size_t{1} << 20) {
  Reply answer = client.send("HEAD", photo.path(), "");
  for (int turn = 0; turn < 1000 && answer.header("upload-complete") == "?0"; ++turn)
    answer = send_chunk(client, photo, static_cast<std::size_t>(std::stoll(answer.header("upload-offset"))), chunk);
  return answer;
}

}  // namespace constat::test

#include <catch_amalgamated.hpp>

#include "shared/base/rng.hpp"
#include "shared/base/sha256.hpp"
#include "shared/base/sha256_compress.hpp"

using namespace constat;

TEST_CASE("the processor's own SHA-256 instructions give what the portable rounds give") {
  if (!has_sha_instructions()) SKIP("this processor has no instructions for SHA-256");
  Rng rng(256);
  for (std::size_t blocks = 1; blocks <= 9; ++blocks) {
    std::vector<unsigned char> bytes(blocks * kSha256Block);
    for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(rng.below(256));
    Sha256State portable{1, 2, 3, 4, 0x80000000, 0xffffffff, 7, 8}, fast = portable;
    sha256_compress_portable(portable, bytes.data(), blocks);
    sha256_compress_x86(fast, bytes.data(), blocks);
    CHECK(portable == fast);
  }
}

TEST_CASE("a message hashed in pieces of any length has the hash of the whole") {
  Rng rng(1);
  std::string message(1000, '\0');
  for (char& c : message) c = static_cast<char>(rng.below(256));
  for (int round = 0; round < 200; ++round) {
    Sha256 pieces;
    for (std::size_t at = 0; at < message.size();) {
      const std::size_t length = std::min<std::size_t>(rng.below(150), message.size() - at);
      pieces.update(std::string_view(message).substr(at, length));
      at += length;
    }
    Sha256 whole;
    whole.update(message);
    REQUIRE(pieces.finish() == whole.finish());
  }
}

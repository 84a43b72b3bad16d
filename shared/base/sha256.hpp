// SHA-256 (FIPS 180-4), for content addresses and versions, the same in the server and in the browser.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace constat {

class Sha256 {
 public:
  void update(std::string_view bytes);
  // Ends the message; the object is spent afterwards.
  std::array<std::uint8_t, 32> finish();

 private:
  void compress(const unsigned char* blocks, std::size_t count);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> block_{};
  std::size_t filled_ = 0;
  std::uint64_t length_ = 0;  // bytes
};

std::string sha256_hex(std::string_view bytes);  // 64 lower-case digits

}  // namespace constat

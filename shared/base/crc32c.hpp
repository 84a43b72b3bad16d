// CRC-32C (Castagnoli, RFC 3720 appendix B.4): finds accidental damage of stored records and uploaded parts.
#pragma once

#include <cstdint>
#include <string_view>

namespace constat {

// The checksum of `bytes` continued from an earlier one: crc32c(b, crc32c(a)) == crc32c(ab).
std::uint32_t crc32c(std::string_view bytes, std::uint32_t earlier = 0);

}  // namespace constat

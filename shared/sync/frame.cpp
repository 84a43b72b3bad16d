#include "shared/sync/frame.hpp"

#include "shared/base/crc32c.hpp"

namespace constat {
namespace {

void append_u32(std::string& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 255);
}

std::uint32_t read_u32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

}  // namespace

void append_frame(std::string& out, std::string_view payload) {
  append_u32(out, static_cast<std::uint32_t>(payload.size()));
  append_u32(out, crc32c(payload));
  out += payload;
}

FrameScan scan_frames(std::string_view bytes) {
  FrameScan scan;
  while (bytes.size() - scan.valid_bytes >= 8) {
    const std::size_t at = scan.valid_bytes;
    const std::uint32_t length = read_u32(bytes, at);
    // An empty record is never written; it is what a file extended with zeros looks like.
    if (length == 0 || length > kMaxFramePayload || length > bytes.size() - at - 8) break;
    const std::string_view payload = bytes.substr(at + 8, length);
    if (crc32c(payload) != read_u32(bytes, at + 4)) break;
    scan.payloads.push_back(payload);
    scan.valid_bytes = at + 8 + length;
  }
  return scan;
}

}  // namespace constat

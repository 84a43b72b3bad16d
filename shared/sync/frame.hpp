// A record in an append-only log: frame = length:u32le crc:u32le payload[length], crc = CRC32C (Castagnoli) of payload.
// A torn tail is recognised and left out; what stands before it is read whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace constat {

inline constexpr std::size_t kMaxFramePayload = 16u << 20;

void append_frame(std::string& out, std::string_view payload);

struct FrameScan {
  std::vector<std::string_view> payloads;  // point into the scanned bytes
  std::size_t valid_bytes = 0;             // where the next frame may be written; less than the input: a torn tail
};
FrameScan scan_frames(std::string_view bytes);

}  // namespace constat

// JPEG (ITU-T T.81, annex B): segments of a marker and, for most, a length; entropy-coded data behind each start of scan.
#include "backend/blobs/image_formats.hpp"

namespace constat::server {
namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t kEndOfImage = 0xd9, kStartOfScan = 0xda, kExif = 0xe1, kIptc = 0xed;

// SOF0 to SOF15; C4, C8 and CC in their midst are tables.
bool begins_frame(std::uint32_t marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

bool stands_alone(std::uint32_t marker) { return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7); }

// The next marker at or behind `at` in entropy-coded data: FF00 is a data byte there, FFD0 to FFD7 restart the coder.
std::size_t end_of_scan(const ByteView& file, std::size_t at) {
  for (at = file.find('\xff', at); at + 1 < file.size(); at = file.find('\xff', at + 1)) {
    const std::uint32_t next = *file.byte(at + 1);
    if (next != 0x00 && next != 0xff && !stands_alone(next)) return at;
  }
  return file.size();
}

}  // namespace

std::optional<ImageFacts> read_jpeg(const ByteView& file) {
  ImageFacts facts;
  facts.type = ImageType::jpeg;
  bool in_frame = false, in_scan = false;
  std::size_t at = 2;
  while (at + 1 < file.size()) {
    if (*file.byte(at) != 0xff) return std::nullopt;
    const std::uint32_t marker = *file.byte(at + 1);
    if (marker == 0xff) {  // fill
      ++at;
      continue;
    }
    if (marker == kEndOfImage) {
      if (!file.has_only_zeros_from(at + 2)) facts.has_metadata = true;
      break;
    }
    at += 2;
    if (stands_alone(marker)) continue;
    const auto length = file.big_endian(at, 2);
    // What is cut behind the first scan still shows a picture.
    if (!length || *length < 2 || *length > file.size() - at) break;
    if (begins_frame(marker)) {
      const auto height = file.big_endian(at + 3, 2), width = file.big_endian(at + 5, 2);
      if (*length < 8 || !height || !width) return std::nullopt;
      if (in_frame && (*width != facts.width || *height != facts.height)) return std::nullopt;
      facts.width = *width;
      facts.height = *height;
      in_frame = true;
    }
    if ((marker == kExif && (file.says(at + 2, "Exif\0"sv) || file.says(at + 2, "http://ns.adobe.com/"sv))) ||
        marker == kIptc)
      facts.has_metadata = true;
    at += *length;
    if (marker == kStartOfScan) {
      if (!in_frame) return std::nullopt;
      in_scan = true;
      at = end_of_scan(file, at);
    }
  }
  if (!in_scan) return std::nullopt;
  return facts;
}

}  // namespace constat::server

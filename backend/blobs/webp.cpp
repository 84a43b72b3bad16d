// WebP (RFC 9649): a RIFF of chunks, each padded to an even length. Either one "VP8 " or "VP8L", or "VP8X" with the size
// of the canvas and then the rest.
#include "backend/blobs/image_formats.hpp"

namespace constat::server {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHeader = 12, kChunkHeader = 8;

struct Size {
  std::uint32_t width = 0, height = 0;
};

// RFC 6386, 9.1: three bytes of frame tag, three of start code, then 14 bits each.
std::optional<Size> lossy_size(const ByteView& file, std::size_t at) {
  const auto tag = file.byte(at), width = file.little_endian(at + 6, 2), height = file.little_endian(at + 8, 2);
  const bool is_key_frame = tag && (*tag & 1) == 0;
  if (!is_key_frame || !file.says(at + 3, "\x9d\x01\x2a"sv) || !width || !height) return std::nullopt;
  return Size{*width & 0x3fff, *height & 0x3fff};
}

std::optional<Size> lossless_size(const ByteView& file, std::size_t at) {
  const auto bits = file.little_endian(at + 1, 4);
  if (file.byte(at) != 0x2fu || !bits) return std::nullopt;
  return Size{(*bits & 0x3fff) + 1, (*bits >> 14 & 0x3fff) + 1};
}

}  // namespace

std::optional<ImageFacts> read_webp(const ByteView& file) {
  const auto riff_length = file.little_endian(4, 4);
  if (!riff_length) return std::nullopt;
  ImageFacts facts;
  facts.type = ImageType::webp;
  std::optional<Size> canvas, picture;
  bool is_animated = false;
  std::size_t at = kHeader;
  const std::size_t end = std::size_t{*riff_length} + 8;
  while (at < end) {
    const std::string_view name = file.part(at, 4);
    const auto length = file.little_endian(at + 4, 4);
    if (name.empty() || !length) break;
    const std::size_t data = at + kChunkHeader;
    if (name == "VP8X"sv) {
      const auto width = file.little_endian(data + 4, 3), height = file.little_endian(data + 7, 3);
      if (*length < 10 || !width || !height || canvas) return std::nullopt;
      canvas = Size{*width + 1, *height + 1};
    } else if ((name == "VP8 "sv || name == "VP8L"sv) && !picture) {
      picture = name == "VP8L"sv ? lossless_size(file, data) : lossy_size(file, data);
      if (!picture) return std::nullopt;
    } else if (name == "ANMF"sv) {
      is_animated = true;
    } else if (name == "EXIF"sv || name == "XMP "sv) {
      facts.has_metadata = true;
    }
    at = data + *length + (*length & 1);
  }
  if (!file.has_only_zeros_from(end)) facts.has_metadata = true;
  // A picture larger than its canvas would hide from the limit in pixels.
  if (canvas && picture && (canvas->width != picture->width || canvas->height != picture->height)) return std::nullopt;
  if (!picture && !(canvas && is_animated)) return std::nullopt;
  const Size size = canvas ? *canvas : *picture;
  facts.width = size.width;
  facts.height = size.height;
  return facts;
}

}  // namespace constat::server

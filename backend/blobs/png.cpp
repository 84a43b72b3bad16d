// PNG (ISO/IEC 15948): a signature, then chunks of length, name, data and checksum; IHDR first, IDAT the picture.
#include "backend/blobs/image_formats.hpp"

namespace constat::server {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSignature = 8, kFrame = 12;  // length, name and checksum of a chunk
constexpr std::uint32_t kLargest = 0x7fffffff;

bool tells_of_people(std::string_view name) {
  return name == "eXIf"sv || name == "tEXt"sv || name == "zTXt"sv || name == "iTXt"sv;
}

}  // namespace

std::optional<ImageFacts> read_png(const ByteView& file) {
  if (file.big_endian(kSignature, 4) != 13u || !file.says(kSignature + 4, "IHDR"sv)) return std::nullopt;
  const auto width = file.big_endian(16, 4), height = file.big_endian(20, 4);
  if (!width || !height || *width > kLargest || *height > kLargest) return std::nullopt;
  ImageFacts facts{ImageType::png, *width, *height, false};
  bool has_picture = false;
  std::size_t at = kSignature;
  while (const auto length = file.big_endian(at, 4)) {
    const std::string_view name = file.part(at + 4, 4);
    if (name.empty() || *length > kLargest) break;
    if (name == "IHDR"sv && at != kSignature) return std::nullopt;
    has_picture = has_picture || name == "IDAT"sv;
    facts.has_metadata = facts.has_metadata || tells_of_people(name);
    if (*length > file.size() - at) break;
    at += kFrame + *length;
    if (name == "IEND"sv) {
      if (!file.has_only_zeros_from(at)) facts.has_metadata = true;
      break;
    }
  }
  if (!has_picture) return std::nullopt;
  return facts;
}

}  // namespace constat::server

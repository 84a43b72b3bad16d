// What an image is, from its bytes alone: type and size in pixels as its headers say, and whether it still tells where,
// when or by whom it was taken. Nothing is decoded. Pure; linear in the bytes; safe with any bytes whatsoever.
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/base/result.hpp"

namespace constat::server {

enum class ImageType : std::uint8_t { jpeg, png, webp };
std::string_view media_type(ImageType type);      // "image/jpeg"
std::string_view file_extension(ImageType type);  // ".jpg"

struct ImageFacts {
  ImageType type = ImageType::jpeg;
  std::uint32_t width = 0, height = 0;  // both at least 1
  // EXIF, XMP, IPTC, texts, or bytes behind the image's end (where some cameras keep a film with its place).
  bool has_metadata = false;

  std::uint64_t pixels() const { return std::uint64_t{width} * height; }
};

// Fails ("problem.photo-unknown") for bytes that are no JPEG, PNG or WebP, and ("problem.photo-damaged") for such a file
// that ends before its picture begins or contradicts itself. A picture that is cut later on is taken.
Result<ImageFacts> sniff_image(std::string_view bytes);

}  // namespace constat::server

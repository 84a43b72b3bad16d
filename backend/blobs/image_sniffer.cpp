#include "backend/blobs/image_sniffer.hpp"

#include "backend/blobs/image_formats.hpp"

namespace constat::server {

using namespace std::string_view_literals;

std::string_view media_type(ImageType type) {
  switch (type) {
    case ImageType::jpeg: return "image/jpeg";
    case ImageType::png: return "image/png";
    case ImageType::webp: return "image/webp";
  }
  return "application/octet-stream";
}

std::string_view file_extension(ImageType type) {
  switch (type) {
    case ImageType::jpeg: return ".jpg";
    case ImageType::png: return ".png";
    case ImageType::webp: return ".webp";
  }
  return ".bin";
}

Result<ImageFacts> sniff_image(std::string_view bytes) {
  const ByteView file(bytes);
  std::optional<ImageFacts> facts;
  if (file.says(0, "\xff\xd8\xff"sv)) facts = read_jpeg(file);
  else if (file.says(0, "\x89PNG\r\n\x1a\n"sv)) facts = read_png(file);
  else if (file.says(0, "RIFF"sv) && file.says(8, "WEBP"sv)) facts = read_webp(file);
  else return failure(ErrorCode::invalid, "problem.photo-unknown");
  if (!facts || facts->width == 0 || facts->height == 0) return failure(ErrorCode::invalid, "problem.photo-damaged");
  return *facts;
}

}  // namespace constat::server

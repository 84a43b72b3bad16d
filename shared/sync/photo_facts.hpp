// What the phone knows of a photo that it took: travels in the submission beside the visit that names the photo.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/json_reader.hpp"

namespace constat {

inline constexpr std::int64_t kMaxPhotoBytes = std::int64_t{12} << 20;
inline constexpr std::int64_t kMaxPhotoSide = 65'535;  // pixels: the most that a JPEG can have

struct PhotoFacts {
  std::string sha256;  // hexadecimal, without prefix
  std::string item;    // whose answer names it
  std::int64_t bytes = 0;
  std::string type;    // image/jpeg, image/png or image/webp
  std::int64_t width = 0, height = 0;  // pixels
  std::optional<std::string> dhash;    // perceptual hash, 16 hexadecimal digits; none: not computed
  std::string taken_at;                // RFC 3339
};

// Every fault is added to `problems`, with its place under `path`. Fields that are not known are refused.
PhotoFacts read_photo_facts(const Json& json, const std::string& path, Problems& problems);
Json photo_facts_json(const PhotoFacts& facts);

Parsed<PhotoFacts> parse_photo_facts(std::string_view json);
std::string write_photo_facts(const PhotoFacts& facts);  // canonical JSON

}  // namespace constat

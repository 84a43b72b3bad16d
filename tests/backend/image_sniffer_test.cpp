#include <catch_amalgamated.hpp>

#include "backend/blobs/image_sniffer.hpp"
#include "tests/backend/support/photos.hpp"

using namespace constat;
using namespace constat::test;
using namespace std::string_literals;
using server::ImageFacts;
using server::ImageType;
using server::sniff_image;

namespace {

std::string big16(unsigned value) { return {static_cast<char>(value >> 8), static_cast<char>(value & 0xff)}; }
std::string little(unsigned value, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}

std::string segment(unsigned char marker, const std::string& data) {
  return "\xff"s + static_cast<char>(marker) + big16(static_cast<unsigned>(data.size()) + 2) + data;
}
std::string frame(unsigned width, unsigned height, unsigned char marker = 0xc0) {
  return segment(marker, "\x08"s + big16(height) + big16(width) + "\x01\x01\x11\x00"s);
}
// `more` stands before the frame, `behind` after the end.
std::string jpeg(unsigned width, unsigned height, const std::string& more = "", const std::string& behind = "") {
  return "\xff\xd8"s + segment(0xe0, "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"s) + more + frame(width, height) +
         segment(0xda, "\x01\x01\x00\x00\x3f\x00"s) + "\x12\xff\x00\x34\xff\xd0\x56"s + "\xff\xd9"s + behind;
}

std::string png_chunk(const std::string& name, const std::string& data) {
  const auto n = static_cast<unsigned>(data.size());
  return std::string{static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8), static_cast<char>(n)} +
         name + data + "\0\0\0\0"s;
}
std::string png_with(const std::string& chunk, const std::string& behind = "") {
  std::string png = noise_photo(1, 8).bytes;
  png.insert(8 + 25, chunk);  // behind IHDR
  return png + behind;
}

std::string riff_chunk(const std::string& name, const std::string& data) {
  return name + little(static_cast<unsigned>(data.size()), 4) + data + (data.size() % 2 ? "\0"s : ""s);
}
std::string webp(const std::string& chunks) {
  return "RIFF" + little(static_cast<unsigned>(chunks.size()) + 4, 4) + "WEBP" + chunks;
}
std::string vp8(unsigned width, unsigned height) {
  return riff_chunk("VP8 ", "\x10\x00\x00\x9d\x01\x2a"s + little(width, 2) + little(height, 2) + "pixels"s);
}
std::string vp8l(unsigned width, unsigned height) {
  return riff_chunk("VP8L", "\x2f"s + little((width - 1) | (height - 1) << 14, 4) + "pixels"s);
}
std::string vp8x(unsigned width, unsigned height) {
  return riff_chunk("VP8X", "\0\0\0\0"s + little(width - 1, 3) + little(height - 1, 3));
}

void check(const std::string& bytes, ImageType type, unsigned width, unsigned height, bool has_metadata) {
  const auto facts = sniff_image(bytes);
  REQUIRE(facts);
  CHECK(facts->type == type);
  CHECK(facts->width == width);
  CHECK(facts->height == height);
  CHECK(facts->has_metadata == has_metadata);
}

// The bytes in memory of their own size, so that a read behind them is caught.
void survive(const std::string& bytes) {
  const std::vector<char> exact(bytes.begin(), bytes.end());
  const auto facts = sniff_image({exact.data(), exact.size()});
  if (facts) CHECK((facts->width > 0 && facts->height > 0));
}

}  // namespace

TEST_CASE("type and size in pixels are read from the headers of JPEG, PNG and WebP") {
  check(jpeg(640, 480), ImageType::jpeg, 640, 480, false);
  check("\xff\xd8"s + frame(31, 17, 0xc2) + segment(0xda, "\x01\x01\x00\x00\x3f\x00"s), ImageType::jpeg, 31, 17, false);
  check(noise_photo(7, 33).bytes, ImageType::png, 33, 33, false);
  check(webp(vp8(320, 200)), ImageType::webp, 320, 200, false);
  check(webp(vp8l(16383, 9)), ImageType::webp, 16383, 9, false);
  check(webp(vp8x(70, 50) + vp8(70, 50)), ImageType::webp, 70, 50, false);
  CHECK(server::media_type(ImageType::webp) == "image/webp");
}

TEST_CASE("what tells where or by whom a photo was taken is found, wherever it hides") {
  check(jpeg(2, 2, segment(0xe1, "Exif\0\0MM"s)), ImageType::jpeg, 2, 2, true);
  check(jpeg(2, 2, segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x/>"s)), ImageType::jpeg, 2, 2, true);
  check(jpeg(2, 2, segment(0xed, "Photoshop 3.0\0"s)), ImageType::jpeg, 2, 2, true);
  check(jpeg(2, 2, "", "ftypmp42 a film with its place"), ImageType::jpeg, 2, 2, true);
  std::string behind_scan = jpeg(2, 2);
  behind_scan.insert(behind_scan.size() - 2, segment(0xe1, "Exif\0\0II"s));
  check(behind_scan, ImageType::jpeg, 2, 2, true);
  check(png_with(png_chunk("eXIf", "MM")), ImageType::png, 8, 8, true);
  check(png_with(png_chunk("iTXt", "XML:com.adobe.xmp\0")), ImageType::png, 8, 8, true);
  check(png_with("", "more"), ImageType::png, 8, 8, true);
  check(webp(vp8x(4, 4) + vp8(4, 4) + riff_chunk("EXIF", "MM")), ImageType::webp, 4, 4, true);
  check(webp(vp8x(4, 4) + vp8(4, 4) + riff_chunk("XMP ", "<x/>!")), ImageType::webp, 4, 4, true);
  check(webp(vp8(4, 4)) + "more", ImageType::webp, 4, 4, true);
  // A colour profile and padding tell nothing.
  check(jpeg(2, 2, segment(0xe2, "ICC_PROFILE\0"s), "\0\0"s), ImageType::jpeg, 2, 2, false);
}

TEST_CASE("what is no picture is no picture, and what contradicts itself is damaged") {
  for (const std::string& bytes :
       {""s, "GIF89a"s, "%PDF-1.7"s, "<svg/>"s, "\xff\xd8"s, "RIFF\0\0\0\0WAVE"s, "\x89PNG"s, std::string(4096, '\0')}) {
    const auto facts = sniff_image(bytes);
    REQUIRE_FALSE(facts);
    CHECK(facts.error().message == "problem.photo-unknown");
  }
  const std::string no_picture = jpeg(5, 5).substr(0, 20);
  for (const std::string& bytes :
       {no_picture, jpeg(0, 5), jpeg(5, 0), jpeg(5, 5, frame(9999, 9999)), webp(""), webp(vp8x(5, 5)),
        webp(vp8x(5, 5) + vp8(16000, 16000)), noise_photo(1, 8).bytes.substr(0, 33)}) {
    const auto facts = sniff_image(bytes);
    REQUIRE_FALSE(facts);
    CHECK(facts.error().message == "problem.photo-damaged");
  }
}

TEST_CASE("any cut and any changed byte is survived") {
  for (const std::string& whole :
       {jpeg(640, 480, segment(0xe1, "Exif\0\0MM"s)), png_with(png_chunk("tEXt", "a\0b"s)), webp(vp8x(70, 50) + vp8(70, 50)),
        webp(vp8l(5, 5))}) {
    for (std::size_t length = 0; length <= whole.size(); ++length) survive(whole.substr(0, length));
    Rng rng(20261122);
    for (int round = 0; round < 4000; ++round) {
      std::string changed = whole;
      for (int i = 0; i < 3; ++i) changed[rng.index(changed.size())] = static_cast<char>(rng.below(256));
      survive(changed);
    }
  }
}

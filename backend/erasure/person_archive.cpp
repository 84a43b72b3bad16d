#include "backend/erasure/person_archive.hpp"

#include <cstdio>

#include "backend/blobs/image_sniffer.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kBlock = 512;

void put(std::string& header, std::size_t at, std::string_view text) { header.replace(at, text.size(), text); }

// A number of an ustar header: octal digits, then a zero byte.
void put_octal(std::string& header, std::size_t at, std::size_t width, std::int64_t value) {
  char text[24];
  std::snprintf(text, sizeof text, "%0*llo", static_cast<int>(width - 1), static_cast<unsigned long long>(value));
  put(header, at, text);
}

void write_entry(std::string_view name, std::string_view bytes, std::int64_t unix_s, const std::function<void(std::string_view)>& write) {
  std::string header(kBlock, '\0');
  put(header, 0, name);
  put_octal(header, 100, 8, 0600);
  put_octal(header, 108, 8, 0);
  put_octal(header, 116, 8, 0);
  put_octal(header, 124, 12, static_cast<std::int64_t>(bytes.size()));
  put_octal(header, 136, 12, unix_s);
  put(header, 148, "        ");  // the checksum counts as spaces
  header[156] = '0';             // a regular file
  put(header, 257, std::string_view("ustar\0" "00", 8));
  std::int64_t sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put_octal(header, 148, 7, sum);
  write(header);
  write(bytes);
  if (const std::size_t over = bytes.size() % kBlock; over != 0) write(std::string(kBlock - over, '\0'));
}

std::string_view extension_of(std::string_view type) {
  for (const ImageType known : {ImageType::jpeg, ImageType::png, ImageType::webp})
    if (media_type(known) == type) return file_extension(known);
  return ".bin";
}

}  // namespace

void write_person_archive(BlobStore& blobs, const OrganisationId& organisation, std::string_view json, const std::set<std::string>& photos,
                          std::int64_t unix_s, const std::function<void(std::string_view)>& write) {
  write_entry("person.json", json, unix_s, write);
  for (const std::string& sha256 : photos)
    if (const auto blob = blobs.read(organisation, sha256))
      write_entry("photos/" + sha256 + std::string(extension_of(blob->record.type)), *blob->bytes, unix_s, write);
  write(std::string(2 * kBlock, '\0'));
}

}  // namespace constat::server

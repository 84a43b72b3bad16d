#include "backend/http/body.hpp"

#include <zlib.h>

#include "shared/sync/digest.hpp"

namespace constat::server::http {
namespace {

enum class Inflated : std::uint8_t { done, damaged, too_large };

Inflated gunzip(std::string_view packed, std::size_t limit, std::string& out) {
  z_stream stream{};
  constexpr int kGzipOnly = 16 + MAX_WBITS;
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) return Inflated::damaged;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  char buffer[16384];
  int code = Z_OK;
  while (code == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    code = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer, sizeof buffer - stream.avail_out);
    if (out.size() > limit) break;
  }
  const bool whole = code == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  if (out.size() > limit) return Inflated::too_large;
  return whole ? Inflated::done : Inflated::damaged;
}

bool digest_fits(std::string_view field, std::string_view bytes) {
  if (field.empty()) return true;
  const auto expected = parse_content_digest(field);
  return expected && *expected == parse_content_digest(content_digest(bytes));
}

}  // namespace

std::string size_text(std::size_t bytes) {
  if (bytes >= (1u << 20) && bytes % (1u << 20) == 0) return std::to_string(bytes >> 20) + " MiB";
  if (bytes >= 1024 && bytes % 1024 == 0) return std::to_string(bytes >> 10) + " KiB";
  return std::to_string(bytes) + " B";
}

std::optional<Response> take_body(Request& request, std::size_t limit, Language language) {
  if (request.body.size() > limit) return problem(language, 413, "too-large", {size_text(limit)});
  if (!digest_fits(request.header("content-digest"), request.body)) return problem(language, 400, "digest-mismatch");
  const std::string_view coding = request.header("content-encoding");
  if (coding == "gzip" || coding == "x-gzip") {
    std::string decoded;
    switch (gunzip(request.body, limit, decoded)) {
      case Inflated::too_large: return problem(language, 413, "too-large", {size_text(limit)});
      case Inflated::damaged: return problem(language, 400, "damaged-gzip");
      case Inflated::done: request.body = std::move(decoded);
    }
  } else if (!coding.empty() && coding != "identity") {
    return problem(language, 415, "unknown-coding", {std::string(coding.substr(0, 32))}).with("Accept-Encoding", "gzip");
  }
  if (!digest_fits(request.header("repr-digest"), request.body)) return problem(language, 400, "digest-mismatch");
  return std::nullopt;
}

}  // namespace constat::server::http

#include "backend/rescue/rescue_file.hpp"

#include <algorithm>
#include <optional>

#include "backend/auth/secrets.hpp"
#include "backend/rescue/rescue_cipher.hpp"
#include "shared/base/json.hpp"
#include "shared/sync/json_fields.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kFrame = 1u << 20;
constexpr std::size_t kMostHeader = 4096;
constexpr std::int64_t kMostIterations = 10'000'000;
constexpr std::int64_t kMostRescue = std::int64_t{64} << 20, kMostPhoto = std::int64_t{12} << 20;

Error failure(const char* code) { return {ErrorCode::invalid, code, {}, {}}; }

struct Header {
  std::string line, salt;
  int iterations = 0;
};

std::optional<Header> read_header(std::istream& in) {
  Header header;
  for (char c; header.line.size() < kMostHeader && in.get(c);) {
    header.line += c;
    if (c == '\n') break;
  }
  if (header.line.empty() || header.line.back() != '\n') return std::nullopt;
  const Json json = json_fields::parse(header.line);
  const Json* kdf = json_fields::member(json, "kdf");
  if (!kdf || json_fields::text_or(json, "format") != "constat.rescue-file/1" ||
      json_fields::text_or(json, "cipher") != "AES-256-GCM" ||
      json_fields::integer(json, "frame") != std::optional<std::int64_t>(kFrame) ||
      json_fields::text_or(*kdf, "name") != "PBKDF2-HMAC-SHA256")
    return std::nullopt;
  const auto iterations = json_fields::integer(*kdf, "iterations");
  const auto salt = from_base64(json_fields::text_or(*kdf, "salt"));
  if (!iterations || *iterations < 1 || *iterations > kMostIterations || !salt) return std::nullopt;
  header.iterations = static_cast<int>(*iterations);
  header.salt = *salt;
  return header;
}

// The plain text behind the frames, frame by frame.
class Frames {
 public:
  Frames(std::istream& in, Header header, std::string key) : in_(in), header_(std::move(header)), key_(std::move(key)) {}

  std::string held;

  // False at the end.
  Result<bool> next() {
    if (done_) return false;
    std::string sealed(kFrame + kRescueTag, '\0');
    in_.read(sealed.data(), static_cast<std::streamsize>(sealed.size()));
    sealed.resize(static_cast<std::size_t>(in_.gcount()));
    const bool last = in_.peek() == std::istream::traits_type::eof();
    auto plain = open_frame(key_, index_, last, header_.line, sealed);
    if (!plain) {
      // A first frame that opens as the other kind was cut behind it; else it is the passphrase.
      const bool cut = index_ > 0 || open_frame(key_, index_, !last, header_.line, sealed).has_value();
      return tl::unexpected(failure(cut ? "rescue-damaged" : "rescue-passphrase"));
    }
    held += *plain;
    ++index_;
    done_ = last;
    return true;
  }

  // The next line without its end; none behind the last record.
  Result<std::optional<std::string>> line() {
    for (;;) {
      if (const std::size_t end = held.find('\n'); end != std::string::npos) {
        std::string out = held.substr(0, end);
        held.erase(0, end + 1);
        return std::optional<std::string>(std::move(out));
      }
      const auto more = next();
      if (!more) return tl::unexpected(more.error());
      if (*more) continue;
      if (!held.empty()) return tl::unexpected(failure("rescue-damaged"));
      return std::optional<std::string>();
    }
  }

  Result<std::string> bytes(std::size_t count) {
    while (held.size() < count) {
      const auto more = next();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return tl::unexpected(failure("rescue-damaged"));
    }
    std::string out = held.substr(0, count);
    held.erase(0, count);
    return out;
  }

 private:
  std::istream& in_;
  Header header_;
  std::string key_;
  std::uint32_t index_ = 0;
  bool done_ = false;
};

}  // namespace

Result<void> read_rescue_file(std::istream& in, const std::string& passphrase, const RescueSink& sink) {
  auto header = read_header(in);
  if (!header) return tl::unexpected(failure("rescue-format"));
  std::string key = rescue_key(passphrase, header->salt, header->iterations);
  Frames frames(in, std::move(*header), std::move(key));
  for (;;) {
    const auto line = frames.line();
    if (!line) return tl::unexpected(line.error());
    if (!*line) return {};
    const Json record = json_fields::parse(**line);
    const std::string name = json_fields::text_or(record, "name");
    const std::int64_t count = json_fields::integer(record, "bytes").value_or(-1);
    if (count < 0 || count > (name == "rescue" ? kMostRescue : kMostPhoto)) return tl::unexpected(failure("rescue-damaged"));
    auto bytes = frames.bytes(static_cast<std::size_t>(count));
    if (!bytes) return tl::unexpected(bytes.error());
    if (name == "rescue") sink.rescue(std::move(*bytes));
    else if (name == "photo") sink.photo(json_fields::text_or(record, "sha256"), std::move(*bytes));
  }
}

}  // namespace constat::server

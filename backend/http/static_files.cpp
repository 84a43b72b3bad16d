#include "backend/http/static_files.hpp"

#include <array>

#include "backend/http/problems.hpp"
#include "backend/platform/data_directory.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server::http {
namespace {

constexpr std::pair<std::string_view, std::string_view> kMediaTypes[] = {
    {".html", "text/html; charset=utf-8"},        {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},   {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},                {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},                {".svg", "image/svg+xml"},
    {".png", "image/png"},                        {".ico", "image/x-icon"},
    {".ttf", "font/ttf"},                         {".otf", "font/otf"},
    {".woff2", "font/woff2"},                     {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"}};

// The fewest hexadecimal or base-32 digits that count as a hash in a name.
constexpr std::size_t kHashDigits = 8;

bool is_safe(std::string_view path) {
  // "//etc" would be an absolute path once the first slash is taken off.
  if (path.empty() || path.front() != '/' || path.find("..") != std::string_view::npos ||
      path.find("//") != std::string_view::npos)
    return false;
  for (const char c : path)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
          c == '-' || c == '_' || c == '@'))
      return false;
  return path.find("/.") == std::string_view::npos;
}

// Whether Accept-Encoding names the coding without q=0.
bool accepts(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    const auto comma = header.find(',');
    std::string_view entry = header.substr(0, comma);
    header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
    while (!entry.empty() && entry.front() == ' ') entry.remove_prefix(1);
    const std::string_view name = entry.substr(0, entry.find_first_of("; "));
    if (name != coding) continue;
    const auto q = entry.find("q=");
    return q == std::string_view::npos || entry.substr(q + 2).find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

std::string_view cache_rule(std::string_view name) {
  return name_carries_hash(name) ? "public, max-age=31536000, immutable" : "no-cache";
}

}  // namespace

std::string_view media_type_of(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot != std::string_view::npos)
    for (const auto& [extension, type] : kMediaTypes)
      if (name.substr(dot) == extension) return type;
  return "application/octet-stream";
}

bool name_carries_hash(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);
  std::size_t digits = 0;
  bool has_number = false, has_lower = false;
  bool inside = false;
  for (const char c : name) {
    if (c == '.' || c == '-') {
      // esbuild writes eight capitals and digits, of which one name in five has no digit.
      const bool capitals = digits == kHashDigits && !has_lower;
      if (inside && digits >= kHashDigits && (has_number || capitals)) return true;
      inside = true;
      digits = 0;
      has_number = has_lower = false;
    } else if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'Z')) {
      ++digits;
      has_number = has_number || (c >= '0' && c <= '9');
      has_lower = has_lower || (c >= 'a' && c <= 'f');
    } else {
      inside = false;
    }
  }
  return false;
}

const StaticFiles::File* StaticFiles::load(const std::string& name) {
  const auto path = root_ / name.substr(1);
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return nullptr;
  const auto changed = std::filesystem::last_write_time(path, error);
  auto found = files_.find(name);
  if (found == files_.end() || found->second.changed != changed) {
    auto bytes = std::make_shared<const std::string>(read_file(path));
    std::string etag = "\"" + sha256_hex(*bytes).substr(0, 32) + "\"";
    found = files_.insert_or_assign(name, File{std::move(bytes), std::move(etag), changed}).first;
  }
  return &found->second;
}

Response StaticFiles::answer(const Request& request, Language language) {
  std::string name = request.path == "/" ? "/index.html" : request.path;
  if (!is_safe(name)) return problem(language, 404, "not-found");
  const std::lock_guard lock(mutex_);
  if (!load(name)) return problem(language, 404, "not-found");
  const File* chosen = nullptr;
  std::string_view coding;
  for (const auto& [candidate, extension] : {std::pair<std::string_view, std::string_view>{"br", ".br"}, {"gzip", ".gz"}}) {
    if (!accepts(request.header("accept-encoding"), candidate)) continue;
    chosen = load(name + std::string(extension));
    coding = candidate;
    if (chosen) break;
  }
  if (!chosen) {
    chosen = load(name);
    coding = {};
  }
  Response response;
  response.with("ETag", chosen->etag).with("Cache-Control", std::string(cache_rule(name))).with("Vary", "Accept-Encoding");
  if (request.header("if-none-match").find(chosen->etag) != std::string_view::npos) {
    response.status = 304;
    return response;
  }
  if (!coding.empty()) response.with("Content-Encoding", std::string(coding));
  response.content_type = media_type_of(name);
  response.file = chosen->bytes;
  return response;
}

}  // namespace constat::server::http

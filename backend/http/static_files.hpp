// The browser app, from one folder: compressed twins (.br, .gz) chosen by Accept-Encoding, an ETag each, names that carry
// a hash kept for ever, the page and the service worker asked for every time.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "backend/http/exchange.hpp"
#include "shared/text/text.hpp"

namespace constat::server::http {

class StaticFiles {
 public:
  explicit StaticFiles(std::filesystem::path root) : root_(std::move(root)) {}
  Response answer(const Request& request, Language language);

 private:
  struct File {
    std::shared_ptr<const std::string> bytes;
    std::string etag;
    std::filesystem::file_time_type changed;
  };
  const File* load(const std::string& name);  // under mutex_; none when there is no such regular file

  std::filesystem::path root_;
  std::mutex mutex_;
  std::map<std::string, File, std::less<>> files_;
};

std::string_view media_type_of(std::string_view name);
bool name_carries_hash(std::string_view name);  // "app.3f9a1c0b.js", "app-3F9A1C0B.wasm"

}  // namespace constat::server::http

// Where the bytes of an export go.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "backend/platform/files.hpp"

namespace constat::server::exports {

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
};

class StringSink final : public ByteSink {
 public:
  void write(std::string_view more) override { bytes.append(more); }
  std::string bytes;
};

// A file that is there whole or not at all: written under another name beside its place, then renamed over what stands
// there. Mode 0600: exports hold what people wrote. Errors: FileFailure.
class FileSink final : public ByteSink {
 public:
  explicit FileSink(std::filesystem::path file, Files& files = posix_files());
  ~FileSink() override;  // removes what was not committed
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;
  void write(std::string_view bytes) override;
  void commit();  // durable with its name when it returns

 private:
  void flush();
  std::filesystem::path file_, unfinished_;
  Files& files_;
  std::unique_ptr<AppendFile> out_;
  std::string waiting_;
};

}  // namespace constat::server::exports

#include "backend/export/byte_sink.hpp"

#include <unistd.h>

#include <utility>

namespace constat::server::exports {
namespace {

constexpr std::size_t kFlushAt = std::size_t{1} << 16;

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

}  // namespace

FileSink::FileSink(std::filesystem::path file, Files& files)
    : file_(std::move(file)), unfinished_(file_.string() + ".unfinished-" + std::to_string(::getpid())), files_(files),
      out_(files_.append(unfinished_, true)) {}

FileSink::~FileSink() {
  if (unfinished_.empty()) return;
  out_.reset();
  try {
    files_.remove(unfinished_);
  } catch (const std::exception&) {
    // The failure that left it unfinished is told already.
  }
}

void FileSink::write(std::string_view bytes) {
  waiting_.append(bytes);
  if (waiting_.size() >= kFlushAt) flush();
}

void FileSink::flush() {
  out_->write(waiting_);
  waiting_.clear();
}

void FileSink::commit() {
  flush();
  out_->sync();
  out_.reset();
  files_.rename(unfinished_, file_);
  unfinished_.clear();
  files_.sync_directory(folder_of(file_));
}

}  // namespace constat::server::exports

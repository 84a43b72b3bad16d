#include "backend/ledger/ledger.hpp"

#include <cstdio>
#include <cstdlib>

#include "backend/ledger/record_text.hpp"
#include "backend/platform/data_directory.hpp"
#include "shared/sync/frame.hpp"

namespace constat::server::ledger {
namespace {

constexpr std::uint64_t kSegmentBytes = 64u << 20;
constexpr std::size_t kLargestPart = 8u << 20;  // of a record in one frame

void append_payload(std::string& frames, Kind kind, std::uint64_t number, std::string_view rest) {
  std::string payload = payload_head(kind, number);
  payload.reserve(payload.size() + rest.size());
  append_frame(frames, payload.append(rest));
}

void append_record(std::string& frames, const Record& record) {
  const std::string text = write_record(record);
  if (text.size() <= kLargestPart) return append_payload(frames, Kind::record, record.number, text);
  for (std::size_t at = 0; at < text.size(); at += kLargestPart) {
    const bool last = at + kLargestPart >= text.size();
    append_payload(frames, at == 0 ? Kind::first_part : last ? Kind::last_part : Kind::middle_part, record.number,
                   std::string_view(text).substr(at, kLargestPart));
  }
}

}  // namespace

Ledger::Ledger(std::filesystem::path directory, Files& files) : directory_(std::move(directory)), files_(files) {
  files_.make_directory(directory_);
}
Ledger::~Ledger() = default;

void Ledger::append(const std::vector<Record>& records) {
  frames_.clear();
  for (const Record& record : records) append_record(frames_, record);
  if (!frames_.empty()) write(frames_);
  if (frames_.capacity() > kLargestPart) frames_ = {};
}

void Ledger::append(Kind kind, std::uint64_t number, std::string_view rest) {
  std::string frames;
  append_payload(frames, kind, number, rest);
  write(frames);
}

void Ledger::begin_segment() {
  unsigned long long number = 0;
  const auto present = segments_in(files_, directory_);
  if (!present.empty()) number = std::strtoull(present.back().stem().c_str(), nullptr, 10);
  char name[32];
  std::snprintf(name, sizeof name, "%08llu.log", number + 1);
  auto file = files_.append(directory_ / name, true);
  files_.sync_directory(directory_);
  files_.sync_directory(directory_.parent_path());
  // Only now: a segment whose name is not durable is never written to.
  file_ = std::move(file);
  segment_ = directory_ / name;
  good_bytes_ = 0;
}

void Ledger::write(std::string_view frames) {
  try {
    if (!file_ || (good_bytes_ > 0 && good_bytes_ + frames.size() > kSegmentBytes)) begin_segment();
    file_->write(frames);
    file_->sync();
  } catch (...) {
    cut_back();
    throw;
  }
  good_bytes_ += frames.size();
}

// What stands behind a failed write or sync is unknown, so it goes. If it cannot go, the segment is left as it is:
// its whole frames are void by their numbers, and writing goes on in a new one.
void Ledger::cut_back() noexcept {
  try {
    if (file_) {
      files_.truncate(segment_, good_bytes_);
      file_->sync();
      return;
    }
  } catch (const FileFailure&) {
  }
  file_.reset();
}

std::vector<std::filesystem::path> segments_in(Files& files, const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> segments;
  for (const std::string& name : files.list(directory))
    if (std::filesystem::path(name).extension() == ".log") segments.push_back(directory / name);
  return segments;
}

}  // namespace constat::server::ledger

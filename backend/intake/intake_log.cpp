#include "backend/intake/intake_log.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <nlohmann/json.hpp>

#include "backend/platform/data_directory.hpp"
#include "shared/sync/frame.hpp"

namespace constat::server {
namespace {

constexpr std::uint64_t kSegmentBytes = 64u << 20;

std::string payload_of(const IntakeRecord& record) {
  const nlohmann::json header = {{"method", record.method},           {"path", record.path},
                                 {"organisation", record.organisation}, {"user", record.user},
                                 {"received_at", record.received_at}, {"client_time", record.client_time},
                                 {"sha256", record.sha256}};
  return header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n" + record.body;
}

std::string text_of(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool parse_payload(std::string_view payload, IntakeRecord& record) {
  const std::size_t end = payload.find('\n');
  if (end == std::string_view::npos) return false;
  const auto header = nlohmann::json::parse(payload.substr(0, end), nullptr, false);
  if (!header.is_object()) return false;
  record = {text_of(header, "method"),      text_of(header, "path"),        text_of(header, "organisation"),
            text_of(header, "user"),        text_of(header, "received_at"), text_of(header, "client_time"),
            text_of(header, "sha256"),      std::string(payload.substr(end + 1))};
  return true;
}

std::vector<std::filesystem::path> segments_in(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> segments;
  if (std::filesystem::exists(directory))
    for (const auto& entry : std::filesystem::directory_iterator(directory))
      if (entry.path().extension() == ".log") segments.push_back(entry.path());
  std::sort(segments.begin(), segments.end());
  return segments;
}

}  // namespace

// Appenders put their frames into one buffer; the first of them becomes the leader, writes what has gathered and syncs
// once for all; the others wait for their bytes to be covered.
class IntakeLog::Segments {
 public:
  explicit Segments(std::filesystem::path directory) : directory_(std::move(directory)) {
    if (mkdir(directory_.c_str(), 0700) != 0 && errno != EEXIST)
      throw FileFailure("make " + directory_.string() + ": " + std::strerror(errno), errno);
    const auto present = segments_in(directory_);
    if (!present.empty()) number_ = std::strtoull(present.back().stem().c_str(), nullptr, 10);
    begin_segment();
  }
  ~Segments() {
    if (file_ >= 0) ::close(file_);
  }
  Segments(const Segments&) = delete;
  Segments& operator=(const Segments&) = delete;

  void append(std::string_view frames) {
    std::unique_lock lock(mutex_);
    if (broken_) throw FileFailure(why_);
    gathered_.append(frames);
    accepted_ += frames.size();
    const std::uint64_t mine = accepted_;
    while (durable_ < mine && !broken_) {
      if (leading_) {
        done_.wait(lock);
        continue;
      }
      leading_ = true;
      const std::string batch = std::exchange(gathered_, {});
      const std::uint64_t covers = accepted_;
      lock.unlock();
      std::string error = write_and_sync(batch);
      lock.lock();
      leading_ = false;
      if (error.empty()) {
        durable_ = covers;
      } else {
        // What stands behind a failed write is unknown: nothing more is promised until a new start.
        broken_ = true;
        why_ = std::move(error);
      }
      done_.notify_all();
    }
    if (durable_ < mine) throw FileFailure(why_);
  }

 private:
  void begin_segment() {
    char name[32];
    std::snprintf(name, sizeof name, "%08llu.log", static_cast<unsigned long long>(++number_));
    const auto path = directory_ / name;
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0) throw FileFailure("create " + path.string() + ": " + std::strerror(errno), errno);
    if (file_ >= 0) ::close(file_);
    file_ = file;
    size_ = 0;
    sync_directory(directory_);
  }

  std::string write_and_sync(std::string_view bytes) {
    try {
      if (size_ > 0 && size_ + bytes.size() > kSegmentBytes) begin_segment();
    } catch (const FileFailure& failure) {
      return failure.what();
    }
    size_ += bytes.size();
    while (!bytes.empty()) {
      const ssize_t count = ::write(file_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return std::string("write intake: ") + std::strerror(errno);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    if (fdatasync(file_) != 0) return std::string("sync intake: ") + std::strerror(errno);
    return {};
  }

  std::filesystem::path directory_;
  unsigned long long number_ = 0;
  int file_ = -1;
  std::uint64_t size_ = 0;

  std::mutex mutex_;
  std::condition_variable done_;
  std::string gathered_, why_;
  std::uint64_t accepted_ = 0, durable_ = 0;  // bytes since the start
  bool leading_ = false, broken_ = false;
};

IntakeLog::IntakeLog(std::filesystem::path directory) : segments_(std::make_unique<Segments>(std::move(directory))) {}
IntakeLog::~IntakeLog() = default;

void IntakeLog::append(const std::vector<IntakeRecord>& records) {
  std::string frames;
  for (const IntakeRecord& record : records) append_frame(frames, payload_of(record));
  if (!frames.empty()) segments_->append(frames);
}

IntakeScan read_intake(const std::filesystem::path& directory, const std::function<void(const IntakeRecord&)>& each) {
  IntakeScan scan;
  for (const auto& segment : segments_in(directory)) {
    const std::string bytes = read_file(segment);
    const FrameScan frames = scan_frames(bytes);
    for (const std::string_view payload : frames.payloads) {
      IntakeRecord record;
      if (!parse_payload(payload, record)) continue;
      each(record);
      ++scan.records;
    }
    scan.torn_bytes += bytes.size() - frames.valid_bytes;
  }
  return scan;
}

}  // namespace constat::server

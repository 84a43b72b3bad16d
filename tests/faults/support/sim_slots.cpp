#include "tests/faults/support/sim_slots.hpp"

#include <algorithm>
#include <cstdio>

namespace constat::test {
namespace {

constexpr std::size_t kAtFirst = 16, kMore = 8;
const char* const kFolder = "/phone-logs";

std::string name_of(std::size_t slot) {
  char name[64];
  std::snprintf(name, sizeof name, "%s/%04zu.log", kFolder, slot);
  return name;
}

}  // namespace

bool SimSlots::open_up_to(std::size_t count) {
  const bool more = files_.size() < count;
  while (files_.size() < count) {
    auto file = disk_.open(name_of(files_.size()), true);
    if (!file) return false;
    files_.push_back(std::move(file));
  }
  // A browser's file system keeps names by itself.
  return !more || disk_.sync_directory(kFolder);
}

bool SimSlots::open() {
  files_.clear();
  return open_up_to(std::max(kAtFirst, disk_.list(kFolder).size()));
}

void SimSlots::grow() { (void)open_up_to(files_.size() + kMore); }

Result<std::string> SimSlots::read(int slot) {
  const SimDisk::FileRef& file = files_[static_cast<std::size_t>(slot)];
  std::string bytes;
  if (!disk_.read(file, 0, disk_.size(file), bytes)) return failure(ErrorCode::unavailable, "storage-failed");
  return bytes;
}

Result<void> SimSlots::write(int slot, std::size_t offset, std::string_view bytes) {
  const SimDisk::FileRef& file = files_[static_cast<std::size_t>(slot)];
  const bool written = (bytes.empty() || disk_.write(file, offset, bytes)) && disk_.truncate(file, offset + bytes.size()) && disk_.sync(file);
  if (!written) return failure(ErrorCode::unavailable, "storage-failed");
  return {};
}

}  // namespace constat::test

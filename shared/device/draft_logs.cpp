#include "shared/device/draft_logs.hpp"

#include <set>

#include "shared/sync/frame.hpp"
#include "shared/sync/json_fields.hpp"

namespace constat {
namespace {

std::string name_record(const std::string& name) { return "{\"log\":" + json_quoted(name) + "}"; }

}  // namespace

Result<std::vector<DraftLogs::Found>> DraftLogs::scan() {
  logs_.clear();
  taken_.assign(static_cast<std::size_t>(slots_.count()), false);
  std::map<std::string, Found> found;
  for (int slot = 0; slot < static_cast<int>(taken_.size()); ++slot) {
    auto bytes = slots_.read(slot);
    if (!bytes) return tl::unexpected(bytes.error());
    if (bytes->empty()) continue;
    taken_[static_cast<std::size_t>(slot)] = true;
    const FrameScan frames = scan_frames(*bytes);
    const auto name = frames.payloads.empty() ? std::nullopt
                                              : json_fields::text(json_fields::parse(frames.payloads.front()), "log");
    if (!name) continue;
    Found& log = found[*name];
    log.name = *name;
    log.clean = log.clean && log.records.empty() && frames.valid_bytes == bytes->size();
    for (std::size_t i = 1; i < frames.payloads.size(); ++i) log.records.emplace_back(frames.payloads[i]);
    logs_[*name].push_back({slot, frames.valid_bytes});
  }
  std::vector<Found> all;
  for (auto& [name, log] : found) all.push_back(std::move(log));
  return all;
}

int DraftLogs::free_slot() {
  taken_.resize(static_cast<std::size_t>(slots_.count()), false);
  for (std::size_t slot = 0; slot < taken_.size(); ++slot)
    if (!taken_[slot]) return static_cast<int>(slot);
  return -1;
}

int DraftLogs::free_slots() {
  taken_.resize(static_cast<std::size_t>(slots_.count()), false);
  int count = 0;
  for (bool taken : taken_) count += !taken;
  return count;
}

Result<void> DraftLogs::append(const std::string& name, std::string_view record) {
  const auto log = logs_.find(name);
  if (log == logs_.end()) return replace(name, {std::string(record)});
  std::string bytes;
  append_frame(bytes, record);
  Place& place = log->second.back();
  if (auto written = slots_.write(place.slot, place.end, bytes); !written) return written;
  place.end += bytes.size();
  return {};
}

Result<void> DraftLogs::replace(const std::string& name, const std::vector<std::string>& records) {
  const int slot = free_slot();
  if (slot < 0) return failure(ErrorCode::unavailable, "storage-failed");
  std::string bytes;
  append_frame(bytes, name_record(name));
  for (const std::string& record : records) append_frame(bytes, record);
  if (auto written = slots_.write(slot, 0, bytes); !written) {
    // Best effort: a slot that stays half written counts as damaged at the next start and is left alone.
    (void)slots_.clear(slot);
    return written;
  }
  const auto old = logs_.find(name);
  const std::vector<Place> earlier = old == logs_.end() ? std::vector<Place>() : old->second;
  taken_[static_cast<std::size_t>(slot)] = true;
  logs_[name] = {{slot, bytes.size()}};
  for (const Place& place : earlier) {
    // One that cannot be cleared stays beside the new log and is joined with it at the next start.
    if (slots_.clear(place.slot)) taken_[static_cast<std::size_t>(place.slot)] = false;
  }
  return {};
}

Result<void> DraftLogs::remove(const std::string& name) {
  const auto log = logs_.find(name);
  if (log == logs_.end()) return {};
  while (!log->second.empty()) {
    const int slot = log->second.back().slot;
    if (auto cleared = slots_.clear(slot); !cleared) return cleared;
    taken_[static_cast<std::size_t>(slot)] = false;
    log->second.pop_back();
  }
  logs_.erase(log);
  return {};
}

Result<void> DraftLogs::remove_all() {
  std::set<int> kept;
  if (const auto device = logs_.find(std::string(kDeviceLog)); device != logs_.end())
    for (const Place& place : device->second) kept.insert(place.slot);
  for (int slot = 0; slot < slots_.count(); ++slot) {
    if (kept.count(slot) > 0) continue;
    const auto bytes = slots_.read(slot);
    if (bytes && bytes->empty()) continue;
    if (auto cleared = slots_.clear(slot); !cleared) return cleared;
  }
  for (auto log = logs_.begin(); log != logs_.end();) log = log->first == kDeviceLog ? std::next(log) : logs_.erase(log);
  taken_.assign(static_cast<std::size_t>(slots_.count()), false);
  for (const int slot : kept) taken_[static_cast<std::size_t>(slot)] = true;
  return {};
}

}  // namespace constat

// Log slots in memory; a crash in the middle of a write leaves half of it.
#pragma once

#include <string>
#include <vector>

#include "shared/device/seams.hpp"
#include "tests/shared/device/support/faults.hpp"

namespace constat::test {

class MemorySlots : public LogSlots {
 public:
  explicit MemorySlots(Faults& faults, std::size_t count = 64) : faults_(faults), slots_(count) {}

  int count() override { return static_cast<int>(slots_.size()); }
  Result<std::string> read(int slot) override { return slots_[static_cast<std::size_t>(slot)]; }

  Result<void> write(int slot, std::size_t offset, std::string_view bytes) override {
    std::string& file = slots_[static_cast<std::size_t>(slot)];
    if (faults_.dies_now()) file = file.substr(0, offset) + std::string(bytes.substr(0, bytes.size() / 2));
    if (faults_.next() == Faults::What::fails) return failure(ErrorCode::unavailable, "storage-failed");
    file.resize(offset);
    file += bytes;
    return {};
  }

  Result<void> clear(int slot) override { return write(slot, 0, {}); }

  void lose() { slots_.assign(slots_.size(), {}); }
  std::vector<std::string>& files() { return slots_; }

 private:
  Faults& faults_;
  std::vector<std::string> slots_;
};

}  // namespace constat::test

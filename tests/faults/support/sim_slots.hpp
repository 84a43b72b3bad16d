// The engine's log slots over a SimDisk, written as web/store/log_slots.ts writes them: bytes, length, flush.
#pragma once

#include <vector>

#include "shared/device/seams.hpp"
#include "tests/faults/support/sim_disk.hpp"

namespace constat::test {

class SimSlots : public LogSlots {
 public:
  explicit SimSlots(SimDisk& disk) : disk_(disk) {}

  bool open();  // what there is, sixteen at least; false: the disk does not let it
  void grow();
  int count() override { return static_cast<int>(files_.size()); }
  Result<std::string> read(int slot) override;
  Result<void> write(int slot, std::size_t offset, std::string_view bytes) override;
  Result<void> clear(int slot) override { return write(slot, 0, {}); }

 private:
  bool open_up_to(std::size_t count);

  SimDisk& disk_;
  std::vector<SimDisk::FileRef> files_;
};

}  // namespace constat::test

// One switch for every write of a simulated phone: from the n-th on, the process dies or the call fails.
#pragma once

#include <cstdint>

namespace constat::test {

struct Crash {};  // thrown where the process dies

class Faults {
 public:
  enum class What { passes, fails };

  void crash_at(std::int64_t call) { crash_at_ = calls_ + call; }      // 1: the next one
  void fail(bool on) { failing_ = on; }                                // every call, until switched off
  void fail_at(std::int64_t call) { fail_at_ = calls_ + call; }
  void fail_from(std::int64_t call) { fail_from_ = calls_ + call; }
  void none() { crash_at_ = fail_at_ = fail_from_ = -1; failing_ = false; }
  std::int64_t calls() const { return calls_; }

  // To be asked at every I/O call; `dies` tells a caller that wants to leave a torn write behind first.
  bool dies_now() const { return calls_ + 1 == crash_at_; }
  What next() {
    ++calls_;
    if (calls_ == crash_at_) throw Crash();
    return failing_ || calls_ == fail_at_ || (fail_from_ > 0 && calls_ >= fail_from_) ? What::fails : What::passes;
  }

 private:
  std::int64_t calls_ = 0, crash_at_ = -1, fail_at_ = -1, fail_from_ = -1;
  bool failing_ = false;
};

}  // namespace constat::test

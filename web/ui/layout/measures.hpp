// Numbers that are known only once something was laid out (the height of a card, of a line of widgets), kept for the
// next frame under the position of the thing in the layout. A number that changed asks for one more frame.
#pragma once

#include <cmath>
#include <cstdint>
#include <utility>

#include "web/ui/flat_map.hpp"

namespace constat::ui {

class Measures {
 public:
  float recall(std::uint64_t id, float fallback) const {
    const Measure* found = all_.find(id);
    return found == nullptr ? fallback : found->value;
  }
  void remember(std::uint64_t id, float value) {
    bool fresh = false;
    Measure& measure = all_.at(id, fresh);
    changed_ = changed_ || fresh || std::fabs(measure.value - value) > 0.5F;
    measure = {value, frame_};
  }

  // Ends the frame; true when a number is new or differs from the last frame's. What a frame did not measure stays known: it
  // may only be far from what is seen. Beyond `kMost` numbers only those of this frame stay.
  bool turn() {
    if (all_.size() > kMost) all_.keep_if([this](std::uint64_t, const Measure& measure) { return measure.frame == frame_; });
    ++frame_;
    return std::exchange(changed_, false);
  }

 private:
  static constexpr std::size_t kMost = 8192;
  struct Measure {
    float value = 0;
    std::uint32_t frame = 0;
  };
  FlatMap<Measure> all_;
  std::uint32_t frame_ = 0;
  bool changed_ = false;
};

}  // namespace constat::ui

// Numbers that are known only once something was laid out (the height of a card, of a line of widgets), kept for the
// next frame under the position of the thing in the layout. A number that changed asks for one more frame.
#pragma once

#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace constat::ui {

class Measures {
 public:
  float recall(std::uint64_t id, float fallback) const {
    const auto found = last_.find(id);
    return found == last_.end() ? fallback : found->second;
  }
  void remember(std::uint64_t id, float value) { now_[id] = value; }

  // Ends the frame; true when a number differs from the last frame's.
  bool turn() {
    bool changed = now_.size() != last_.size();
    for (auto it = now_.begin(); it != now_.end() && !changed; ++it) {
      const auto before = last_.find(it->first);
      changed = before == last_.end() || std::fabs(before->second - it->second) > 0.5F;
    }
    last_.swap(now_);
    now_.clear();
    return changed;
  }

 private:
  std::unordered_map<std::uint64_t, float> last_, now_;
};

}  // namespace constat::ui

// A map from hashes to small values in one block of memory: a frame looks things up thousands of times, and a map that
// allocates for each entry would spend most of the frame on it. Entries leave only by `keep_if` and `clear`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace constat::ui {

template <typename Value>
class FlatMap {
 public:
  std::size_t size() const { return size_; }

  Value* find(std::uint64_t key) {
    if (slots_.empty()) return nullptr;
    Slot& slot = slots_[place_of(key)];
    return slot.used ? &slot.value : nullptr;
  }
  const Value* find(std::uint64_t key) const { return const_cast<FlatMap*>(this)->find(key); }

  // The entry of the key, made when there is none (`fresh` is true then). Valid until the next call.
  Value& at(std::uint64_t key, bool& fresh) {
    if ((size_ + 1) * 4 > slots_.size() * 3) grow();
    Slot& slot = slots_[place_of(key)];
    fresh = !slot.used;
    if (fresh) {
      slot.used = true;
      slot.key = key;
      slot.value = Value{};
      ++size_;
    }
    return slot.value;
  }
  Value& at(std::uint64_t key) {
    bool fresh = false;
    return at(key, fresh);
  }

  void clear() {
    if (size_ == 0) return;
    for (Slot& slot : slots_) slot = Slot{};
    size_ = 0;
  }

  // `keep(key, value)` decides.
  template <typename Keep>
  void keep_if(Keep keep) {
    std::vector<Slot> old(slots_.size());
    old.swap(slots_);
    size_ = 0;
    for (Slot& slot : old)
      if (slot.used && keep(slot.key, slot.value)) take(std::move(slot));
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    bool used = false;
    Value value{};
  };

  // Where the key is, or would be. The keys are hashes already.
  std::size_t place_of(std::uint64_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = static_cast<std::size_t>(key ^ (key >> 32)) & mask;
    while (slots_[place].used && slots_[place].key != key) place = (place + 1) & mask;
    return place;
  }

  void take(Slot&& slot) {
    slots_[place_of(slot.key)] = std::move(slot);
    ++size_;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 64 : slots_.size() * 2);
    old.swap(slots_);
    size_ = 0;
    for (Slot& slot : old)
      if (slot.used) take(std::move(slot));
  }

  std::vector<Slot> slots_;  // a power of two, or none
  std::size_t size_ = 0;
};

}  // namespace constat::ui

// Lists of which only what is near the screen is laid out, drawn and mirrored, so that a page of 500 questions costs what one
// of ten does. Each part is laid out whole once for its height; after that, while it is far, its place is kept empty. A list
// whose parts hold few nodes is always whole: nothing is gained, and a screen reader can jump to all of it.
#pragma once

#include <cmath>
#include <cstdint>

#include "web/ui/flat_map.hpp"

namespace constat::ui {

class LongLists {
 public:
  static constexpr std::size_t kWholeUpTo = 150;  // nodes

  struct Part {
    float height = 0;
    std::uint32_t nodes = 0;
    std::uint64_t conditions = 0;  // under which it was measured: width, text size, language
    bool settled = false;          // measured twice with one result
  };

  void begin_frame() { list_ = 0; }
  void forget() { parts_.clear(); }

  void begin(std::uint64_t list, std::uint64_t conditions) {
    list_ = list;
    conditions_ = conditions;
    nodes_ = 0;
  }
  // What is known of the part, if it was measured as things are now.
  const Part* known(std::uint64_t id) const {
    const Part* part = parts_.find(id);
    return part != nullptr && part->settled && part->conditions == conditions_ ? part : nullptr;
  }
  void measured(std::uint64_t id, float height, std::size_t nodes) {
    if (parts_.size() > kMost) parts_.clear();
    Part& part = parts_.at(id);
    const bool same = part.conditions == conditions_ && std::fabs(part.height - height) < 0.5F;
    part = {height, static_cast<std::uint32_t>(nodes), conditions_, same};
    nodes_ += nodes;
  }
  void skipped(const Part& part) { nodes_ += part.nodes; }
  void end() {
    Part& whole = parts_.at(list_);
    whole.nodes = static_cast<std::uint32_t>(nodes_);
    whole.conditions = conditions_;
    list_ = 0;
  }
  // By the last frame's count, or by what this one has counted already.
  bool is_long() const {
    const Part* whole = parts_.find(list_);
    return nodes_ > kWholeUpTo || (whole != nullptr && whole->nodes > kWholeUpTo);
  }

  // The part that holds the focus stays, wherever it is: an element that goes takes the focus with it.
  std::uint64_t focused_node = 0, focused_part = 0;

 private:
  static constexpr std::size_t kMost = 12'000;
  FlatMap<Part> parts_;
  std::uint64_t list_ = 0, conditions_ = 0;
  std::size_t nodes_ = 0;
};

}  // namespace constat::ui

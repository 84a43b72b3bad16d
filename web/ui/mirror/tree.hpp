// The mirror of one frame, rebuilt in reading order every frame, and what the shell already knows of it: only the
// differences are written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/ui/flat_map.hpp"
#include "web/ui/json_writer.hpp"
#include "web/ui/mirror/node.hpp"

namespace constat::ui::mirror {

class Tree {
 public:
  void begin_frame();

  // Adds a node under the open one and returns its id (changed when the key was used twice in this frame: a mistake of
  // the screen, counted and reported).
  std::uint64_t add(Node node);
  std::size_t open(Node node);  // add, and make it the parent of what follows; the token is for close()
  void close(std::size_t token, const Rect& rect);
  void close(std::size_t token);
  void truncate(std::size_t size);  // forgets the nodes added since there were `size`; all of them are closed

  std::optional<Role> parent_role() const;  // of the open node
  const Node* find(std::uint64_t id) const;
  std::size_t size() const { return nodes_.size(); }
  Node& at(std::size_t token) { return nodes_[token]; }
  const std::vector<Node>& nodes() const { return nodes_; }
  std::size_t duplicate_keys() const { return duplicates_; }

  // Writes {"upsert":[..],"remove":[..],"children":{..}} of everything that changed since the last call and returns
  // true; writes nothing and returns false when nothing did.
  bool write_changes(std::string& json);

  // The shell starts from nothing again.
  void forget_known() {
    known_.clear();
    known_roots_ = 0;
  }

 private:
  // What the shell knows of a node.
  struct Known {
    std::uint64_t hash = 0;      // of the node's JSON
    std::uint64_t children = 0;  // of its children's ids in order; 0: none
    bool here = false;           // in the frame that is being compared
  };
  struct Family {  // of the nodes by their position, the root behind the last: the first and the last child, the next sibling
    std::vector<std::size_t> first, last, next;
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  Family family() const;
  bool children_changed(std::uint64_t parent, std::uint64_t now);

  std::vector<Node> nodes_;
  std::vector<std::size_t> parents_;  // position of each node's parent; kNone: the root
  std::vector<std::size_t> open_;
  FlatMap<std::size_t> index_;
  std::size_t duplicates_ = 0;
  FlatMap<Known> known_;
  std::uint64_t known_roots_ = 0;     // hash of the ids that have no parent
};

}  // namespace constat::ui::mirror

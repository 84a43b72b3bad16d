// The mirror of one frame, rebuilt in reading order every frame, and what the shell already knows of it: only the
// differences are written.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

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

  std::optional<Role> parent_role() const;  // of the open node
  const Node* find(std::uint64_t id) const;
  Node& at(std::size_t token) { return nodes_[token]; }
  const std::vector<Node>& nodes() const { return nodes_; }
  std::size_t duplicate_keys() const { return duplicates_; }

  // Writes {"upsert":[..],"remove":[..],"children":{..}} of everything that changed since the last call and returns
  // true; writes nothing and returns false when nothing did.
  bool write_changes(std::string& json);

  // The shell starts from nothing again.
  void forget_known() { known_.clear(); known_children_.clear(); }

 private:
  std::vector<Node> nodes_;
  std::vector<std::size_t> open_;
  std::unordered_map<std::uint64_t, std::size_t> index_;
  std::size_t duplicates_ = 0;
  std::unordered_map<std::uint64_t, std::uint64_t> known_;           // id -> hash of the node's JSON
  std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> known_children_;
};

}  // namespace constat::ui::mirror

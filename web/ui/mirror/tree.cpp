#include "web/ui/mirror/tree.hpp"

#include "web/ui/hash.hpp"
#include "web/ui/mirror/node_json.hpp"
#include "web/ui/platform.hpp"

namespace constat::ui::mirror {

void Tree::begin_frame() {
  nodes_.clear();
  parents_.clear();
  open_.clear();
  index_.clear();
  duplicates_ = 0;
}

std::uint64_t Tree::add(Node node) {
  node.parent = open_.empty() ? 0 : nodes_[open_.back()].id;
  if (find(node.id) != nullptr) {
    ++duplicates_;
    platform::report_mistake(("the same key twice in a frame: " + node.name).c_str());
    while (find(node.id) != nullptr) node.id = node.id * 31 + 7;
  }
  index_.at(node.id) = nodes_.size();
  parents_.push_back(open_.empty() ? kNone : open_.back());
  nodes_.push_back(std::move(node));
  return nodes_.back().id;
}

std::size_t Tree::open(Node node) {
  add(std::move(node));
  open_.push_back(nodes_.size() - 1);
  return open_.back();
}

void Tree::close(std::size_t token, const Rect& rect) {
  nodes_[token].rect = rect;
  close(token);
}

void Tree::close(std::size_t token) {
  if (open_.empty() || open_.back() != token) {
    platform::report_mistake("groups are closed in another order than they were opened");
    return;
  }
  open_.pop_back();
}

void Tree::truncate(std::size_t size) {
  if (size >= nodes_.size()) return;
  nodes_.resize(size);
  parents_.resize(size);
}

std::optional<Role> Tree::parent_role() const {
  if (open_.empty()) return std::nullopt;
  return nodes_[open_.back()].role;
}

const Node* Tree::find(std::uint64_t id) const {
  const std::size_t* found = index_.find(id);
  // A place may be of a node that was forgotten.
  return found == nullptr || *found >= nodes_.size() || nodes_[*found].id != id ? nullptr : &nodes_[*found];
}

Tree::Family Tree::family() const {
  Family family;
  family.first.assign(nodes_.size() + 1, kNone);
  family.last = family.next = family.first;
  for (std::size_t at = 0; at < nodes_.size(); ++at) {
    const std::size_t parent = parents_[at] == kNone ? nodes_.size() : parents_[at];
    if (family.last[parent] == kNone) family.first[parent] = at;
    else family.next[family.last[parent]] = at;
    family.last[parent] = at;
  }
  return family;
}

bool Tree::children_changed(std::uint64_t parent, std::uint64_t now) {
  std::uint64_t& known = parent == 0 ? known_roots_ : known_.at(parent).children;
  if (known == now) return false;
  known = now;
  return true;
}

bool Tree::write_changes(std::string& json) {
  std::string upsert, remove, children;
  JsonWriter upsert_writer(upsert), remove_writer(remove), children_writer(children);

  std::vector<std::uint64_t> child_hash(nodes_.size() + 1, 0);
  for (std::size_t at = 0; at < nodes_.size(); ++at) {
    const Node& node = nodes_[at];
    std::uint64_t& of_parent = child_hash[parents_[at] == kNone ? nodes_.size() : parents_[at]];
    of_parent = hash_pair(of_parent, node.id);
    const std::uint64_t hash = hash_of(node);
    bool fresh = false;
    Known& known = known_.at(node.id, fresh);
    known.here = true;
    if (!fresh && known.hash == hash) continue;
    known.hash = hash;
    upsert_writer.element();
    write_node(node, upsert);
  }
  // Whoever is known but not here is gone.
  if (known_.size() > nodes_.size()) {
    known_.keep_if([&](std::uint64_t id, const Known& known) {
      if (known.here) return true;
      remove_writer.element();
      remove_writer.id(id);
      return false;
    });
  }
  std::optional<Family> relations;
  for (std::size_t at = 0; at <= nodes_.size(); ++at) {
    const std::uint64_t parent = at == nodes_.size() ? 0 : nodes_[at].id;
    if (parent != 0) known_.at(parent).here = false;
    if (!children_changed(parent, child_hash[at])) continue;
    if (!relations) relations = family();
    children_writer.key(parent == 0 ? std::string("root") : std::to_string(parent));
    children_writer.begin_array();
    for (std::size_t child = relations->first[at]; child != kNone; child = relations->next[child]) {
      children_writer.element();
      children_writer.id(nodes_[child].id);
    }
    children_writer.end_array();
  }

  if (upsert.empty() && remove.empty() && children.empty()) return false;
  json += "{\"upsert\":[" + upsert + "],\"remove\":[" + remove + "],\"children\":{" + children + "}}";
  return true;
}

}  // namespace constat::ui::mirror

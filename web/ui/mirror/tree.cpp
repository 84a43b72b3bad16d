#include "web/ui/mirror/tree.hpp"

#include "web/ui/mirror/node_json.hpp"
#include "web/ui/platform.hpp"

namespace constat::ui::mirror {

void Tree::begin_frame() {
  nodes_.clear();
  open_.clear();
  index_.clear();
  duplicates_ = 0;
}

std::uint64_t Tree::add(Node node) {
  node.parent = open_.empty() ? 0 : nodes_[open_.back()].id;
  if (index_.count(node.id) != 0) {
    ++duplicates_;
    platform::report_mistake(("the same key twice in a frame: " + node.name).c_str());
    while (index_.count(node.id) != 0) node.id = node.id * 31 + 7;
  }
  index_.emplace(node.id, nodes_.size());
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

std::optional<Role> Tree::parent_role() const {
  if (open_.empty()) return std::nullopt;
  return nodes_[open_.back()].role;
}

const Node* Tree::find(std::uint64_t id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : &nodes_[found->second];
}

bool Tree::write_changes(std::string& json) {
  std::string upsert, remove, children;
  JsonWriter upsert_writer(upsert), remove_writer(remove), children_writer(children);

  std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> now_children;
  for (const Node& node : nodes_) {
    now_children[node.parent].push_back(node.id);
    const std::uint64_t hash = hash_of(node);
    const auto [known, fresh] = known_.try_emplace(node.id, hash);
    if (!fresh && known->second == hash) continue;
    known->second = hash;
    upsert_writer.element();
    write_node(node, upsert);
  }
  for (auto known = known_.begin(); known != known_.end();) {
    if (index_.count(known->first) != 0) {
      ++known;
      continue;
    }
    remove_writer.element();
    remove_writer.id(known->first);
    known = known_.erase(known);
  }
  const auto write_children = [&](std::uint64_t parent, const std::vector<std::uint64_t>& ids) {
    children_writer.key(parent == 0 ? std::string("root") : std::to_string(parent));
    children_writer.begin_array();
    for (const std::uint64_t id : ids) {
      children_writer.element();
      children_writer.id(id);
    }
    children_writer.end_array();
  };
  for (const auto& [parent, ids] : known_children_)
    if (now_children.count(parent) == 0 && (parent == 0 || index_.count(parent) != 0)) write_children(parent, {});
  for (const auto& [parent, ids] : now_children) {
    const auto known = known_children_.find(parent);
    if (known == known_children_.end() || known->second != ids) write_children(parent, ids);
  }
  known_children_ = std::move(now_children);

  if (upsert.empty() && remove.empty() && children.empty()) return false;
  json += "{\"upsert\":[" + upsert + "],\"remove\":[" + remove + "],\"children\":{" + children + "}}";
  return true;
}

}  // namespace constat::ui::mirror

// A node as the protocol writes it, and a hash over everything that is written.
#pragma once

#include <cstdint>
#include <string>

#include "web/ui/mirror/node.hpp"

namespace constat::ui::mirror {

void write_node(const Node& node, std::string& json);
std::uint64_t hash_of(const Node& node);

}  // namespace constat::ui::mirror

#include "tests/web/mirror/layout_faults.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>

#include "tests/web/ui/item_hooks.hpp"

namespace constat::testing {
namespace {

using ui::testing::SeenNode;

constexpr float kTolerance = 1;  // pixels

// What a person reads or presses, by itself. A table's cells and what lies over its rows are the table's own affair.
bool stands_alone(std::string_view role) {
  return role == "text" || role == "heading" || role == "button" || role == "link" || role == "textbox" || role == "radio" ||
         role == "checkbox" || role == "file" || role == "pad" || role == "slider" || role == "select" || role == "progressbar";
}

void collect(const ui::testing::Headless& shell, const std::string& id, std::vector<SeenNode>& found) {
  for (const SeenNode& node : shell.children(id)) {
    if (node.role == "table") continue;
    if (stands_alone(node.role)) found.push_back(node);
    else collect(shell, node.id, found);
  }
}

bool overlap(const SeenNode& a, const SeenNode& b) {
  return a.host == b.host && a.x + kTolerance < b.x + b.w && b.x + kTolerance < a.x + a.w && a.y + kTolerance < b.y + b.h &&
         b.y + kTolerance < a.y + a.h;
}

std::string words(const SeenNode& node) {
  std::ostringstream text;
  text << node.role << " \"" << node.name << "\" at " << node.x << "," << node.y << " " << node.w << "x" << node.h;
  return text.str();
}

}  // namespace

std::vector<std::string> layout_faults(const ui::testing::Headless& shell, float width) {
  std::vector<std::string> faults;
  std::vector<SeenNode> nodes;
  collect(shell, "root", nodes);
  for (const SeenNode& node : nodes) {
    const bool inside = node.host != "page" && node.host != "top" && node.host != "bottom" && node.host != "dialog";
    if (!inside && (node.x < -kTolerance || node.x + node.w > width + kTolerance)) faults.push_back(words(node) + " leaves the screen");
    if (node.interactive() && (node.w < 44 || node.h < 44)) faults.push_back(words(node) + " is too small for a finger");
  }
  std::sort(nodes.begin(), nodes.end(), [](const SeenNode& a, const SeenNode& b) { return a.y < b.y; });
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (std::size_t k = i + 1; k < nodes.size() && nodes[k].y < nodes[i].y + nodes[i].h; ++k)
      if (overlap(nodes[i], nodes[k])) faults.push_back(words(nodes[i]) + " and " + words(nodes[k]) + " overlap");
  const ui::testing::Reach reach = ui::testing::reach_of_picture();
  if (reach.left < -kTolerance || reach.right > width + kTolerance)
    faults.push_back("the picture reaches from " + std::to_string(reach.left) + " to " + std::to_string(reach.right));
  return faults;
}

}  // namespace constat::testing

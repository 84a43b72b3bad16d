#include "tests/web/mirror/faults.hpp"

#include <cmath>
#include <cstdlib>
#include <map>
#include <sstream>

#include "web/ui/hash.hpp"

namespace constat::testing {
namespace {

using ui::testing::DrawnItem;
using ui::testing::SeenNode;

constexpr float kTolerance = 1;   // pixels between a node and its picture
constexpr float kInkBeyond = 1;   // pixels that ink may reach over its control: a glyph's soft edge

struct Box {
  float x, y, w, h;
};

std::string words(const Box& box) {
  std::ostringstream text;
  text << box.x << "," << box.y << " " << box.w << "x" << box.h;
  return text.str();
}

// By the shell's rules (docs/ui-protocol.md): where a node of this host stands on the screen.
Box on_screen(const SeenNode& node, const std::map<std::string, SeenNode>& dialogs, const Place& place) {
  if (node.host == "page") return {node.x, node.y - place.scroll_y, node.w, node.h};
  if (const auto host = dialogs.find(node.host); host != dialogs.end())
    return {host->second.x + node.x, host->second.y + node.y - place.dialog_scroll_y, node.w, node.h};
  return {node.x, node.y, node.w, node.h};
}

bool differ(const Box& node, const DrawnItem& item) {
  const auto apart = [](float a, float b) { return std::fabs(a - b) > kTolerance; };
  return apart(node.x, item.x) || apart(node.y, item.y) || apart(node.x + node.w, item.x + item.w) || apart(node.y + node.h, item.y + item.h);
}

bool leaves(const DrawnItem& item) {
  return item.ink_left < item.x - kInkBeyond || item.ink_top < item.y - kInkBeyond || item.ink_right > item.x + item.w + kInkBeyond ||
         item.ink_bottom > item.y + item.h + kInkBeyond;
}

}  // namespace

std::vector<std::string> mirror_faults(const ui::testing::Headless& shell, const Place& place, std::size_t& compared) {
  std::vector<std::string> faults;
  std::map<std::uint32_t, DrawnItem> drawn;
  for (const DrawnItem& item : shell.items())
    if (!drawn.emplace(item.item, item).second) faults.push_back("drawn twice at " + words({item.x, item.y, item.w, item.h}));

  std::map<std::string, SeenNode> dialogs;
  for (const SeenNode& node : shell.all("dialog")) dialogs[node.id] = node;

  for (const SeenNode& node : shell.all()) {
    if (!node.interactive()) continue;
    const Box box = on_screen(node, dialogs, place);
    if (box.y >= place.height || box.y + box.h <= 0) continue;
    const std::string name = node.role + " \"" + node.name + "\"";
    const auto found = drawn.find(ui::item_of(std::strtoull(node.id.c_str(), nullptr, 10)));
    if (found == drawn.end()) {
      faults.push_back(name + " has no picture at " + words(box));
      continue;
    }
    const DrawnItem item = found->second;
    drawn.erase(found);
    ++compared;
    const std::string where = words({item.x, item.y, item.w, item.h});
    if (differ(box, item)) faults.push_back(name + " stands at " + words(box) + " and is drawn at " + where);
    // What is half outside the screen is drawn in part.
    const bool whole = item.y >= 0 && item.y + item.h <= place.height;
    if (item.ink_right < item.ink_left) {
      if (whole) faults.push_back(name + " is an empty place at " + where);
    } else if (leaves(item)) {
      faults.push_back(name + " at " + where + " has ink at " +
                       words({item.ink_left, item.ink_top, item.ink_right - item.ink_left, item.ink_bottom - item.ink_top}));
    }
  }
  for (const auto& [id, item] : drawn) faults.push_back("a control is drawn without a node at " + words({item.x, item.y, item.w, item.h}));
  return faults;
}

}  // namespace constat::testing

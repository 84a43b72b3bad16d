// Drives the widget layer without a screen: the shell's side of docs/ui-protocol.md in a few calls.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.hpp"
#include "web/ui/runtime.hpp"
#include "web/ui/ui.hpp"

namespace constat::ui::testing {

struct SeenNode {
  std::string id, role, name, value, description, host, href;
  float x = 0, y = 0, w = 0, h = 0;
  bool pressable = false;
  Json json;

  bool interactive() const;  // can be pressed, followed, typed into or drawn on
};

// One control as it was drawn: an item of Dear ImGui, in pixels of the screen.
struct DrawnItem {
  std::uint32_t item = 0;
  float x = 0, y = 0, w = 0, h = 0;                               // where it can be pressed
  float ink_left = 0, ink_top = 0, ink_right = 0, ink_bottom = 0;  // what its picture covers; right before left: nothing
};

struct Drained {
  std::string text;  // the whole JSON
  std::size_t upserted = 0, removed = 0, placed = 0;
  bool animate = false;
  double scroll_to = -1;
};

class Headless {
 public:
  using Screen = std::function<void(Ui&)>;

  // False on a machine without the fonts: the test says so and ends.
  static bool available();

  Headless(float width, float height, float text_scale, Screen screen);

  void event(std::string_view type, const std::string& members);  // members: ",\"id\":\"7\""
  void press(const SeenNode& node) { event("press", ",\"id\":\"" + node.id + "\""); }
  Drained frame();
  const std::vector<DrawnItem>& items() const { return items_; }  // of the last frame, as Dear ImGui's test hooks told them
  void settle();  // frames until none is wanted; fails a test that never settles

  const SeenNode& node(std::string_view role, std::string_view name) const;
  bool has(std::string_view role, std::string_view name) const;
  std::vector<SeenNode> all(std::string_view role = {}) const;      // in reading order
  std::vector<SeenNode> children(const std::string& id) const;      // "root" for the top
  const Drained& last() const { return last_; }
  std::size_t duplicate_keys();
  int drawings();                               // frames that were not as the one before
  const Runtime& runtime() const { return runtime_; }
  void pause(double ms) { now_ms_ += ms; }      // nothing happens

  Screen screen;

 private:
  void apply(const Json& drained);
  void walk(const std::string& id, std::vector<SeenNode>& all) const;

  Runtime runtime_;
  Ui ui_{runtime_};
  double now_ms_ = 1000;
  std::map<std::string, SeenNode> nodes_;
  std::map<std::string, std::vector<std::string>> children_;
  std::vector<DrawnItem> items_;
  Drained last_;
};

}  // namespace constat::ui::testing

// One node of the DOM mirror (docs/ui-protocol.md): what a native element must say and do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/ui/geometry.hpp"
#include "web/ui/theme/colour.hpp"

namespace constat::ui::mirror {

enum class Role : std::uint8_t {
  heading, text, status, alert, button, link, textbox, group, radiogroup, radio, checkbox, list, listitem, table, row,
  columnheader, rowheader, cell, navigation, main, banner, contentinfo, region, progressbar, image, dialog, file, pad, slider, select
};
std::string_view name_of(Role role);
bool is_interactive(Role role);  // can be pressed, followed or typed into

// inner: the scrolled content of the node `host_id`, in pixels from that node's top left.
enum class Host : std::uint8_t { page, top, bottom, dialog, inner };
std::string_view name_of(Host host);

struct State {
  std::optional<bool> checked, selected, pressed, expanded, disabled, invalid, required, current, busy;
  std::optional<double> min, max, now, step;
  std::optional<int> posinset, setsize;
};

struct Input {
  std::string_view type;  // "text", "multiline", "date"...
  std::string inputmode, autocomplete, enterkeyhint;
  int max_length = 0;
  float font_size = 16;   // CSS pixels, scaled
  float line_height = 24;
  Colour colour;
  Insets padding;
  // Of file: what may be chosen, whether the camera is wanted, and whether the browser's own click may open the picker.
  std::string_view accept;
  bool camera = false, multiple = false, direct = false;
  std::vector<std::string> options;  // of select, in order; the node's value is the place of the chosen one
};

struct Node {
  std::uint64_t id = 0;
  std::uint64_t parent = 0;  // 0: the root
  Role role = Role::text;
  std::string name, description, value;
  State state;
  Rect rect;                 // content pixels of the host
  Host host = Host::page;
  std::uint64_t host_id = 0;
  bool pressable = false;    // listens to presses
  int level = 0;             // of headings
  std::string href;
  std::optional<Input> input;
};

}  // namespace constat::ui::mirror

// The state behind Runtime: what the shell told (viewport, input), what is being drawn (canvas, layout, mirror) and what
// the shell must do next. Widgets are functions over it.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/ui/draw/canvas.hpp"
#include "web/ui/draw/drawn_picture.hpp"
#include "web/ui/draw/fonts.hpp"
#include "web/ui/hash.hpp"
#include "web/ui/input.hpp"
#include "web/ui/layout/layout.hpp"
#include "web/ui/layout/long_lists.hpp"
#include "web/ui/pictures.hpp"
#include "web/ui/mirror/tree.hpp"
#include "web/ui/runtime.hpp"
#include "web/ui/theme/palette.hpp"
#include "web/ui/ui.hpp"

struct ImGuiContext;

namespace constat::ui {

struct Viewport {
  float width = 0, height = 0, density = 1, text_scale = 1, keyboard = 0;
  Insets safe;
  bool dark = false, contrast = false, reduced_motion = false, forced_colors = false;
};

struct PageFacts {  // what the shell was told, to tell it only changes
  std::string title, language;
  std::string_view theme;
  std::string background;
  float height = -1;
  friend bool operator==(const PageFacts& a, const PageFacts& b) {
    return a.title == b.title && a.language == b.language && a.theme == b.theme && a.background == b.background &&
           a.height == b.height;
  }
};

struct Announcement {
  std::string text;
  bool assertive;
};

struct PadRequest {
  std::uint64_t id;
  std::string_view what;
  std::string text;
};

struct Scope {  // an open group, card or dialog
  enum class Kind : std::uint8_t { group, card, columns, row, part } kind;
  std::optional<std::size_t> node;  // in the mirror
  bool keyed = false;
  float x = 0, top = 0, width = 0;
  Tone tone = Tone::neutral;
  std::uint64_t part = 0;  // of a long list, and how many nodes there were before it
  std::size_t nodes = 0;
  bool needed = false;
};

struct Runtime::Impl {
  // From the shell.
  std::optional<Viewport> viewport;
  float scroll_y = 0, dialog_scroll_y = 0;
  Input input;
  ThemeChoice theme_choice = ThemeChoice::automatic;

  // Drawing.
  ImGuiContext* imgui = nullptr;
  bool started = false;
  Fonts fonts;
  mutable WrapCache wraps;
  const Palette* palette = &light_palette();
  Canvas canvas;
  DrawnPicture on_screen;
  int drawings = 0;  // frames that were not as the one before
  Layout layout;
  mirror::Tree tree;
  Pictures pictures;
  mirror::Host host = mirror::Host::page;
  std::vector<std::uint64_t> keys;
  std::vector<Scope> scopes;
  LongLists long_lists;
  int card_depth = 0;
  double now_ms = 0;

  // Places of the frame.
  float top_bar = 0, side_bar = 0, bottom_bar = 0, tab_bar = 0;
  float page_bottom = 0, page_x = 0, page_width = 0;
  std::optional<std::size_t> main_node, bar_node, dialog_node, bar_title;
  bool has_title = false;           // the page has a first-level heading of its own
  std::uint64_t dialog_id = 0;
  Rect dialog_rect;                 // viewport pixels
  float dialog_content = 0, told_dialog_content = 0;  // height of its scrolled content; 0: it fits
  std::uint64_t told_dialog_id = 0;
  bool text_field_focused = false;  // in the last frame: the focused node was a text field

  // For the shell.
  PageFacts page, told_page;
  std::optional<float> scroll_to;
  std::uint64_t scroll_to_id = 0, focus_id = 0, pick_id = 0;
  std::vector<PadRequest> pad_orders;
  std::vector<Announcement> announcements;
  int vibrate_ms = 0;
  std::optional<int> wake_ms;
  int frames_wanted = 0, layout_frames = 0;
  bool mirror_stale = false;

  Impl();
  ~Impl();
  void choose_palette();

  // Identity.
  std::uint64_t id_of(Key key) const { return hash_pair(keys.empty() ? 0 : keys.back(), key.hash); }
  void push_key(std::uint64_t hash) { keys.push_back(hash_pair(keys.empty() ? 0 : keys.back(), hash)); }
  void pop_key() { keys.pop_back(); }

  // Mirror.
  mirror::Node node(mirror::Role role, std::uint64_t id, std::string_view name, const Rect& rect) const;

  // Hosts and layers.
  void enter_page();
  void enter_bars(mirror::Host bar);
  void enter_dialog();
  Layer surface_layer() const;   // under the content of the current card depth
  Layer content_layer() const;
  bool in_dialog() const { return host == mirror::Host::dialog || host == mirror::Host::inner; }

  // Text and drawing shared by the widgets.
  TextBlock wrap(const TypeStyle& style, std::string_view text, float width) const { return wraps.wrap(fonts, style, text, width); }
  float scaled(float length) const { return std::round(length * fonts.scale()); }  // lengths that follow the text
  float target() const { return kTarget; }
  const ToneColours& tone(Tone t) const { return palette->of(t); }
  bool is_down(std::uint64_t id) const { return input.down == id; }
  Colour pressed(Colour fill, bool down) const { return down ? mix(fill, palette->text, 0.10F) : fill; }
  bool compact() const { return viewport && viewport->width < kCompactUnder; }
  void want(int frames) { frames_wanted = frames > frames_wanted ? frames : frames_wanted; }
};

using Impl = Runtime::Impl;

}  // namespace constat::ui

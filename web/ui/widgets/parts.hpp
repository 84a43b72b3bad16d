// Pieces that several widgets are made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/ui/impl.hpp"
#include "web/ui/platform.hpp"

namespace constat::ui {

// An icon and a label, side by side, as they stand in buttons, options and badges.
struct IconLabel {
  Icon icon = Icon::none;
  float icon_size = 20;  // before text scaling
  float gap = 8;
  TextBlock label;

  float icon_width(const Impl& ui) const { return icon == Icon::none ? 0 : ui.scaled(icon_size) + (label.width > 0 ? gap : 0); }
  float width(const Impl& ui) const { return icon_width(ui) + label.width; }
};

IconLabel icon_label(const Impl& ui, Icon icon, float icon_size, const TypeStyle& style, std::string_view text, float max_width);
void draw_icon_label(Impl& ui, const IconLabel& what, const Rect& rect, Colour colour, Align align);

// What is drawn while it lives is the picture of the control `id`, pressed inside `rect`. They do not nest. Its rectangle is
// what the drawing goes by, told apart from the mirror's node, so that a test can hold one against the other.
class Drawing {
 public:
  Drawing(Impl& ui, std::uint64_t id, const Rect& rect) : ui_(ui), id_(id), rect_(rect) { platform::control_begins(ui.canvas); }
  ~Drawing() {
    if (!ui_.canvas.visible(rect_)) return;
    platform::control_ends(ui_.canvas, id_, Rect{rect_.x, rect_.y + ui_.canvas.offset(), rect_.w, rect_.h});
  }
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;

 private:
  Impl& ui_;
  std::uint64_t id_;
  Rect rect_;
};

// Places and draws what a button looks like; the caller makes its node.
Rect draw_button(Impl& ui, const ButtonSpec& spec, std::uint64_t id);

// A choice as one line that opens the device's own list of its options.
std::optional<std::size_t> draw_select(Impl& ui, std::uint64_t id, const ChoiceSpec& spec);

// Joins what is not empty, for names that a screen reader speaks: "Accueil, 12 mai, 72,5 %".
std::string spoken(std::initializer_list<std::string_view> parts);

// The rectangle that is pressed: at least the target size, centred on what is drawn.
Rect target_of(const Rect& drawn);

}  // namespace constat::ui

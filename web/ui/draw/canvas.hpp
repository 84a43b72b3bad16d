// Drawing with Dear ImGui's draw lists, one list per layer, so that a bar or a dialog lies over what was drawn after it,
// and a card's surface under what was drawn before its height was known. Coordinates are content pixels of the
// current host; what lies outside the screen is not drawn.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "web/ui/draw/fonts.hpp"
#include "web/ui/draw/text_block.hpp"
#include "web/ui/geometry.hpp"
#include "web/ui/theme/colour.hpp"
#include "web/ui/ui.hpp"

struct ImDrawData;
struct ImDrawList;

namespace constat::ui {

enum class Layer : unsigned char { page_surfaces, page = page_surfaces + 4, bars_surfaces, bars, scrim, dialog_surfaces,
                                   dialog = dialog_surfaces + 4, count };
enum class Align : unsigned char { left, center, right };
enum Corner : unsigned char { kTopCorners = 1, kBottomCorners = 2, kAllCorners = 3 };

class Canvas {
 public:
  Canvas();
  ~Canvas();

  void begin(const Fonts& fonts, float width, float height, float density);
  void end(ImDrawData& data);  // appends the layers in order
  void release();  // before the ImGui context goes

  void set_layer(Layer layer);
  Layer layer() const { return layer_; }
  void set_offset(float y) { offset_y_ = y; }  // added to every y
  float offset() const { return offset_y_; }
  const std::vector<std::unique_ptr<ImDrawList>>& lists() const { return lists_; }
  void clip_dialog(const Rect& rect);          // what the dialog's content layer shows, in viewport pixels
  bool visible(const Rect& rect) const;

  void fill(const Rect& rect, Colour colour, float radius = 0, unsigned char corners = kAllCorners);
  // A filled surface with an edge of `width` pixels inside `rect`.
  void surface(const Rect& rect, Colour fill, Colour edge, float radius, float width = 1, unsigned char corners = kAllCorners);
  void line(float x0, float y0, float x1, float y1, Colour colour, float width = 1);
  void dashed_vertical(float x, float y0, float y1, Colour colour);
  void circle(float x, float y, float radius, Colour colour);
  void diamond(float x, float y, float radius, Colour colour);
  void hatch(const Rect& rect, Colour colour, float gap);  // strokes that rise to the right, `gap` pixels apart
  void ring(float x, float y, float radius, Colour colour, float width);
  // A texture of `width` x `height` pixels that fills `rect`; what is too wide or too high is cut off evenly.
  void picture(std::uint32_t texture, float width, float height, const Rect& rect, float radius);
  void icon(Icon icon, float center_x, float center_y, float size, Colour colour);  // `size` before text scaling
  void text(const TextBlock& block, float x, float y, Colour colour, Align align = Align::left, float width = 0);
  void text_line(const TypeStyle& style, std::string_view text, float x, float y, Colour colour);

 private:
  ImDrawList* list();
  void plain_line(const TypeStyle& style, std::string_view text, float x, float y, Colour colour);
  void run(const TypeStyle& style, std::string_view line, float x, float y, bool right_to_left, Colour colour);

  const Fonts* fonts_ = nullptr;
  std::vector<std::unique_ptr<ImDrawList>> lists_;
  Layer layer_ = Layer::page;
  float offset_y_ = 0, width_ = 0, height_ = 0, density_ = 1;
};

}  // namespace constat::ui

// Where things go: a stack of boxes, each filled from the top (column), from the left with wrapping (row), or in equal
// cells (grid). The space between two neighbours follows from what they are; `space` asks for another.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "web/ui/geometry.hpp"
#include "web/ui/layout/measures.hpp"

namespace constat::ui {

enum class Flow : std::uint8_t { none, text, heading, control, item, card, divider };

class Layout {
 public:
  void begin_frame();
  bool end_frame() { return measures_.turn(); }  // true: another frame would look different

  // A root is a column at a fixed place of the page or of a bar; popping it gives the bottom of its content.
  void push_root(std::uint64_t id, float x, float y, float width);
  float pop_root();

  float width() const;                                          // of the current box
  float left() const;
  Rect place(float width, float height, Flow flow);             // width <= 0: all of it
  Rect place_stretched(float least, float height, Flow flow);   // in a row: what the others leave
  void space(float amount);
  float cursor() const;                                         // the bottom of what was placed last
  bool in_row() const;

  // A column inside the current box: a card's inside, with padding. close gives its outer rectangle.
  void open_inset(float left, float top, float right, float bottom, Flow flow);
  Rect peek_inset() const;   // outer rectangle as the last frame measured it, for what must be drawn before
  Rect close_inset();
  void fill_inset(float height);  // as if something of that height stood in it

  void open_row(Flow flow, bool spread = false);  // spread: the first at the left edge, the last at the right
  void close_row();

  void open_grid(int columns, float least_width, float gap);
  void next_cell();
  void close_grid();

  std::uint64_t position_id();  // a number for measures of the current position
  Measures& measures() { return measures_; }

 private:
  enum class Kind : std::uint8_t { column, row, grid };
  struct Box {
    Kind kind = Kind::column;
    std::uint64_t id = 0, children = 0;
    float x = 0, y = 0, width = 0;  // y: where the next thing goes, before its gap
    Flow last = Flow::none;
    std::optional<float> pending;
    Rect outer;                     // of an inset
    Insets padding;
    bool stretch = false;           // as high as its neighbours in a grid
    float line_x = 0, line_height = 0, fixed_width = 0, spread_gap = 0;  // row
    int line = 0, items = 0, stretched = 0;
    bool spread = false;
    int columns = 1, cell = 0;      // grid
    float cell_width = 0, gap = 0, row_top = 0, row_bottom = 0, row_natural = 0;
    int grid_row = 0;
  };

  Box& top() { return boxes_.back(); }
  const Box& top() const { return boxes_.back(); }
  Box child(Kind kind);
  float open_block(Flow flow);  // y of a block as wide as the box
  void close_block(float bottom);
  Rect place_in_row(float width, float height);
  void next_line(Box& row);
  void begin_cell();
  void end_cell();

  std::vector<Box> boxes_;
  Measures measures_;
};

}  // namespace constat::ui

// Whether a frame would look like the one that is on screen: then it need not be drawn again.
#pragma once

#include <cstdint>

#include "web/ui/theme/colour.hpp"

struct ImDrawData;

namespace constat::ui {

class DrawnPicture {
 public:
  // False: every vertex, texture and size is as it was at the last call, no texture waits to be uploaded, and the screen was
  // drawn less than a second ago (a browser may throw away what it shows of a page at rest).
  bool must_draw(const ImDrawData& data, Colour background, double now_ms);
  void forget() { known_ = false; }  // what is on screen is lost

 private:
  bool known_ = false;
  std::uint64_t hash_ = 0;
  double at_ms_ = 0;
};

}  // namespace constat::ui

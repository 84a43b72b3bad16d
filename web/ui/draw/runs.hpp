// Lines of text that the app's font cannot draw: the browser measures and draws them, with its own fonts, shaping and order of
// letters, each into a texture of its own. A picture that is no longer shown stays for a while, and goes when they become many.
#pragma once

#include <cstdint>
#include <string_view>

#include "web/ui/flat_map.hpp"
#include "web/ui/platform.hpp"

namespace constat::ui {

struct RunStyle {
  float size = 16;  // CSS pixels
  bool medium = false;
};

class Runs {
 public:
  void begin_frame(float density);
  float width(std::string_view line, const RunStyle& style);  // CSS pixels
  // Nothing where the platform could not make it.
  const RunPicture* picture(std::string_view line, const RunStyle& style, bool right_to_left, Colour colour);

  void forget_pictures();  // the context was lost, and the textures with it
  void forget_all();       // the browser has other fonts now

  float density() const { return density_; }
  std::size_t pixels() const { return pixels_; }
  static constexpr std::size_t kMostPixels = 4U << 20;  // 16 MB of textures; what one frame shows stays even beyond

 private:
  struct Kept {
    RunPicture picture;
    std::uint32_t frame = 0;
  };
  static constexpr std::size_t kMostWidths = 16384;

  FlatMap<Kept> pictures_;
  FlatMap<float> widths_;
  std::size_t pixels_ = 0;
  std::uint32_t frame_ = 0;
  float density_ = 1;
};

}  // namespace constat::ui

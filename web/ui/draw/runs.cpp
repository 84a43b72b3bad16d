#include "web/ui/draw/runs.hpp"

#include <cstring>

#include "web/ui/hash.hpp"

namespace constat::ui {
namespace {

std::uint64_t key_of(std::string_view line, const RunStyle& style) {
  std::uint32_t size = 0;
  std::memcpy(&size, &style.size, sizeof size);
  return hash_pair(hash_pair(hash_text(line), line.size()), static_cast<std::uint64_t>(size) << 1 | static_cast<std::uint64_t>(style.medium));
}

std::size_t pixels_of(const RunPicture& picture) { return static_cast<std::size_t>(picture.width * picture.height); }

}  // namespace

void Runs::begin_frame(float density) {
  ++frame_;
  if (widths_.size() > kMostWidths) widths_.clear();
  if (pixels_ <= kMostPixels && density == density_) return;
  const bool all = density != density_;
  density_ = density;
  pictures_.keep_if([&](std::uint64_t, const Kept& kept) {
    if (!all && kept.frame + 1 >= frame_) return true;
    pixels_ -= pixels_of(kept.picture);
    if (kept.picture.texture != 0) platform::drop_run(kept.picture.texture);
    return false;
  });
}

float Runs::width(std::string_view line, const RunStyle& style) {
  if (line.empty()) return 0;
  bool fresh = false;
  float& width = widths_.at(key_of(line, style), fresh);
  if (fresh) width = platform::run_width(line, style.size, style.medium);
  return width;
}

const RunPicture* Runs::picture(std::string_view line, const RunStyle& style, bool right_to_left, Colour colour) {
  const std::uint64_t ink = static_cast<std::uint64_t>(colour.r) << 32 | static_cast<std::uint64_t>(colour.g) << 24 |
                            static_cast<std::uint64_t>(colour.b) << 16 | static_cast<std::uint64_t>(colour.a) << 8 | static_cast<std::uint64_t>(right_to_left);
  bool fresh = false;
  Kept& kept = pictures_.at(hash_pair(key_of(line, style), ink), fresh);
  if (fresh) {
    kept.picture = platform::draw_run(line, style.size, style.medium, right_to_left, density_, colour);
    pixels_ += pixels_of(kept.picture);
  }
  kept.frame = frame_;
  return kept.picture.texture == 0 ? nullptr : &kept.picture;
}

void Runs::forget_pictures() {
  pictures_.clear();
  pixels_ = 0;
}

void Runs::forget_all() {
  pictures_.keep_if([](std::uint64_t, const Kept& kept) {
    if (kept.picture.texture != 0) platform::drop_run(kept.picture.texture);
    return false;
  });
  widths_.clear();
  pixels_ = 0;
}

}  // namespace constat::ui

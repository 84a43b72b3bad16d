#include <algorithm>

#include "web/ui/impl.hpp"

namespace constat::ui {
namespace {

constexpr float kMostBarScale = 1.4F;

Layer deeper(Layer base, int depth) { return static_cast<Layer>(static_cast<int>(base) + std::clamp(depth, 0, 3)); }

}  // namespace

void Runtime::Impl::enter_page() {
  host = mirror::Host::page;
  fonts.unlimit_scale();
  card_depth = 0;
  canvas.set_offset(-scroll_y);
  canvas.set_layer(Layer::page);
}

void Runtime::Impl::enter_bars(mirror::Host bar) {
  host = bar;
  fonts.limit_scale(kMostBarScale);
  canvas.set_offset(0);
  canvas.set_layer(Layer::bars);
}

void Runtime::Impl::enter_dialog() {
  host = mirror::Host::dialog;
  fonts.unlimit_scale();
  card_depth = 1;
  canvas.set_offset(0);
  canvas.set_layer(Layer::dialog);
}

Layer Runtime::Impl::surface_layer() const {
  if (host == mirror::Host::page) return deeper(Layer::page_surfaces, card_depth);
  if (in_dialog()) return deeper(Layer::dialog_surfaces, card_depth);
  return Layer::bars_surfaces;
}

Layer Runtime::Impl::content_layer() const {
  if (host == mirror::Host::page) return Layer::page;
  return in_dialog() ? Layer::dialog : Layer::bars;
}

}  // namespace constat::ui

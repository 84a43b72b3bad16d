// A slider. The DOM's own range input lies over the track and holds finger and keyboard; what is drawn here is the label, the
// value in words, the track and the knob where the browser has its own.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

constexpr float kKnob = 28;  // shell.css says the same: the browser keeps half of it at both ends
constexpr float kTrack = 6;
constexpr float kGap = 4;   // room for the ring of the focus, under the words

float place_of(const SliderSpec& spec, double value, const Rect& rect) {
  const double share = spec.max > spec.min ? std::clamp((value - spec.min) / (spec.max - spec.min), 0.0, 1.0) : 0;
  return rect.x + kKnob / 2 + static_cast<float>(share) * (rect.w - kKnob);
}

// The shortest text for a number with at most three digits after the point, as the DOM writes it.
std::string plain_number(double value) {
  const long long thousandths = std::llround(value * 1000);
  std::string text = std::to_string(std::llabs(thousandths) / 1000);
  if (const long long rest = std::llabs(thousandths) % 1000; rest != 0) {
    std::string digits = std::to_string(1000 + rest).substr(1);
    while (digits.back() == '0') digits.pop_back();
    text += "." + digits;
  }
  return thousandths < 0 ? "-" + text : text;
}

}  // namespace

SliderEvent Ui::slider(Key key, const SliderSpec& spec) {
  Impl& ui = runtime_.impl();
  const Palette& p = *ui.palette;
  const std::uint64_t id = ui.id_of(key);
  const float width = ui.layout.width();
  const TextBlock shown = ui.wrap(kStrong, spec.shown, 0);
  const TextBlock label = ui.wrap(kSecondaryStrong, spec.label, std::max(80.0F, width - shown.width - 16));
  const TextBlock detail = ui.wrap(kSmall, spec.detail, width);
  const float text_height = std::max(label.height, shown.height) + (spec.detail.empty() ? 0 : detail.height + 2);
  const float words = text_height + kGap;
  const Rect rect = ui.layout.place(0, words + kTarget, Flow::control);
  const Rect track{rect.x, rect.y + words, rect.w, kTarget};
  if (ui.canvas.visible(rect)) {
    ui.canvas.text(label, rect.x, rect.y, p.text);
    ui.canvas.text(shown, rect.right() - shown.width, rect.y, p.text);
    if (!spec.detail.empty()) ui.canvas.text(detail, rect.x, rect.y + text_height - detail.height, p.secondary);
    const Drawing drawing(ui, id, track);
    const float knob = place_of(spec, spec.value, track), y = track.center_y();
    const Colour filled = spec.enabled ? p.accent.solid : p.disabled;
    ui.canvas.fill(Rect{track.x, y - kTrack / 2, track.w, kTrack}, p.outline, kTrack / 2);
    ui.canvas.fill(Rect{track.x, y - kTrack / 2, knob - track.x, kTrack}, filled, kTrack / 2);
    if (spec.mark) ui.canvas.fill(Rect{place_of(spec, *spec.mark, track) - 1.5F, y - 10, 3, 20}, p.text, 1);
    ui.canvas.surface(Rect{knob - kKnob / 2, y - kKnob / 2, kKnob, kKnob}, p.surface, filled, kKnob / 2, 3);
  }
  mirror::Node node = ui.node(mirror::Role::slider, id, spec.label, track);
  node.value = plain_number(spec.value);
  node.description = spec.shown;
  node.state.min = spec.min;
  node.state.max = spec.max;
  node.state.step = spec.step;
  if (!spec.enabled) node.state.disabled = true;
  ui.tree.add(std::move(node));
  SliderEvent event;
  if (const auto text = ui.input.take_value(id)) {
    const double value = std::strtod(text->c_str(), nullptr);
    if (std::isfinite(value)) event.value = std::clamp(value, spec.min, spec.max);
  }
  event.committed = ui.input.take_commit(id);
  return event;
}

}  // namespace constat::ui

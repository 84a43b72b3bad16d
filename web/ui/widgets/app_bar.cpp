// The bar at the top: back, title, what the device still has to send, and how far the visit is.
#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

constexpr float kProgressLine = 4;

void draw_status(Impl& ui, const AppBarSpec& spec, const IconLabel& label, const Rect& rect) {
  const ToneColours& tone = ui.tone(spec.status_tone);
  const std::uint64_t id = ui.id_of("status");
  const Rect pill{rect.x, rect.center_y() - std::max(32.0F, label.label.height + 8) / 2, rect.w, std::max(32.0F, label.label.height + 8)};
  {
    std::optional<Drawing> drawing;
    if (!spec.status_href.empty()) drawing.emplace(ui, id, rect);
    ui.canvas.fill(pill, ui.pressed(tone.soft, ui.is_down(id)), kRadiusControl);
    draw_icon_label(ui, label, pill.inset(10, 0), tone.text, Align::left);
  }
  mirror::Node node = ui.node(spec.status_href.empty() ? mirror::Role::status : mirror::Role::link, id, spec.status, rect);
  node.href = spec.status_href;
  ui.tree.add(std::move(node));
}

void draw_progress(Impl& ui, const AppBarSpec& spec, float y) {
  const float width = ui.viewport->width;
  const double share = std::clamp(static_cast<double>(*spec.progress), 0.0, 1.0);
  ui.canvas.fill(Rect{0, y, width, kProgressLine}, ui.palette->sunken);
  ui.canvas.fill(Rect{0, y, width * static_cast<float>(share), kProgressLine}, ui.palette->accent.solid);
  mirror::Node node = ui.node(mirror::Role::progressbar, ui.id_of("progress"), spec.progress_label, Rect{0, y, width, kProgressLine});
  node.state.min = 0;
  node.state.max = 100;
  node.state.now = std::round(share * 100);
  ui.tree.add(std::move(node));
}

}  // namespace

void Ui::app_bar(const AppBarSpec& spec) {
  Impl& ui = runtime_.impl();
  const Viewport& view = *ui.viewport;
  ui.enter_bars(mirror::Host::top);
  ui.push_key(hash_text("app bar"));
  const std::size_t bar = ui.tree.open(ui.node(mirror::Role::banner, ui.id_of("bar"), {}, {}));

  float left = view.safe.left + (spec.back_href.empty() ? (ui.compact() ? 16 : 24) : 4);
  float right = view.width - view.safe.right - (ui.compact() ? 16 : 24);
  const float title_left = spec.back_href.empty() ? left : left + kTarget + 4;

  const IconLabel status = icon_label(ui, spec.status_icon, 18, kSmallStrong, spec.status, view.width - 52);
  const float status_width = spec.status.empty() ? 0 : status.width(ui) + 20;
  const TextBlock label = ui.wrap(kSecondaryStrong, spec.progress_label, 0);
  const float title_least = std::min(150.0F, view.width / 2) * ui.fonts.scale();
  const bool status_below = status_width > 0 && title_left + title_least + status_width + label.width + 24 > right;
  if (status_width > 0 && !status_below) right -= status_width + 12;
  if (!spec.progress_label.empty()) right -= label.width + 12;

  const TextBlock title = ui.wrap(spec.back_href.empty() ? kHeading2 : kHeading3, spec.title, right - title_left);
  const float line = std::max(kBarHeight, title.height + 16);
  float height = view.safe.top + line;
  const float status_height = std::max(kTarget, status.label.height + 16);
  if (status_below) height += status_height;
  const float progress_y = height;
  if (spec.progress) height += kProgressLine;

  ui.canvas.set_layer(Layer::bars_surfaces);
  ui.canvas.fill(Rect{0, 0, view.width, height}, ui.palette->surface);
  ui.canvas.fill(Rect{0, height - (spec.progress ? 0 : 1), view.width, 1}, ui.palette->border);
  ui.canvas.set_layer(Layer::bars);

  const float middle = view.safe.top + line / 2;
  if (!spec.back_href.empty()) {
    const std::uint64_t id = ui.id_of("back");
    const Rect rect{left, middle - kTarget / 2, kTarget, kTarget};
    {
      const Drawing drawing(ui, id, rect);
      if (ui.is_down(id)) ui.canvas.circle(rect.center_x(), rect.center_y(), 22, ui.palette->sunken);
      ui.canvas.icon(Icon::back, rect.center_x(), rect.center_y(), 24, ui.palette->text);
    }
    mirror::Node node = ui.node(mirror::Role::link, id, spec.back_label, rect);
    node.href = spec.back_href;
    ui.tree.add(std::move(node));
  }
  const Rect title_rect{title_left, middle - title.height / 2, right - title_left, title.height};
  ui.canvas.text(title, title_rect.x, title_rect.y, ui.palette->text);
  ui.bar_title = ui.tree.open(ui.node(mirror::Role::text, ui.id_of("title"), spec.title, title_rect));
  ui.tree.close(*ui.bar_title);
  if (!spec.progress_label.empty()) {
    ui.canvas.text(label, right + 12, middle - label.height / 2, ui.palette->secondary);
    right += label.width + 12;
  }
  if (status_width > 0) {
    const Rect rect = status_below ? Rect{12, view.safe.top + line - 4, view.width - 24, status_height}
                                   : Rect{right + 12, middle - kTarget / 2, status_width, kTarget};
    draw_status(ui, spec, status, rect);
  }
  if (spec.progress) draw_progress(ui, spec, progress_y);

  ui.tree.close(bar, Rect{0, 0, view.width, height});
  ui.pop_key();
  ui.top_bar = height;
  ui.enter_page();
}

}  // namespace constat::ui

// Camera, photos, and the pad to sign on.
#include <algorithm>
#include <cmath>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

constexpr float kThumbnail = 104, kLeastThumbnail = 80, kPhotoRadius = 10;
// A photo that will scroll into view is asked for before.
constexpr float kAhead = 600;
constexpr float kLargestShare = 0.62F;  // of the screen's height, for a large photo
constexpr float kUsualAspect = 0.75F;
constexpr float kPadAspect = 0.42F, kLeastPad = 150, kHighestPad = 240;

std::string_view name_of(PadOrder order) {
  switch (order) {
    case PadOrder::undo: return "undo";
    case PadOrder::clear: return "clear";
    case PadOrder::write: return "write";
    case PadOrder::take: return "take";
  }
  return {};
}

const Picture* wanted(Impl& ui, const PictureSpec& spec, const Rect& box) {
  Rect near = box;
  near.y -= kAhead;
  near.h += 2 * kAhead;
  if (!ui.canvas.visible(near)) return nullptr;
  const auto pixels = [&](float length) { return static_cast<int>(std::lround(length * ui.viewport->density)); };
  return ui.pictures.want(spec.sha256, pixels(box.w), pixels(box.h), !spec.large && !spec.sheet);
}

void draw_photo(Impl& ui, const PictureSpec& spec, const Picture* picture, const Rect& rect, bool down) {
  const Palette& p = *ui.palette;
  if (picture != nullptr && picture->texture != 0) {
    // The edge tells white paper from a white page.
    ui.canvas.surface(rect, p.border, p.border, kPhotoRadius);
    ui.canvas.picture(picture->texture, picture->width, picture->height, rect.inset(1), kPhotoRadius - 1);
    if (down) ui.canvas.fill(rect, Colour{0, 0, 0, 60}, kPhotoRadius);
    return;
  }
  const bool failed = picture != nullptr;
  ui.canvas.surface(rect, ui.pressed(p.sunken, down), p.border, kPhotoRadius);
  const TextBlock why = ui.wrap(kSmall, failed ? spec.missing : std::string_view(), rect.w - 16);
  const float height = ui.scaled(28) + (why.lines.empty() || spec.missing.empty() || !failed ? 0 : 4 + why.height);
  const float top = rect.center_y() - height / 2;
  ui.canvas.icon(failed ? Icon::broken_image : Icon::image, rect.center_x(), top + ui.scaled(28) / 2, 28, p.secondary);
  if (failed) ui.canvas.text(why, rect.x + 8, top + ui.scaled(28) + 4, p.secondary, Align::center, rect.w - 16);
}

void draw_thumbnail(Impl& ui, std::uint64_t id, const PictureSpec& spec) {
  // Three stand side by side on the narrowest phone.
  const float third = std::floor((ui.layout.width() - 2 * kTargetGap) / 3);
  const float side = std::clamp(third, kLeastThumbnail, std::round(kThumbnail * std::min(ui.fonts.scale(), 1.5F)));
  const float width = spec.sheet ? std::min(ui.layout.width(), 2 * side + kTargetGap) : side;
  const float height = spec.sheet ? std::min(side, std::round(width * kPadAspect)) : side;
  const TextBlock caption = ui.wrap(kSmall, spec.caption, width);
  const Rect rect = ui.layout.place(width, height + (spec.caption.empty() ? 0 : 4 + caption.height), Flow::control);
  Rect photo{rect.x, rect.y, width, height};
  const Picture* picture = wanted(ui, spec, photo);
  if (spec.sheet && picture != nullptr && picture->width > 0 && picture->height > 0) {
    const float aspect = picture->height / picture->width;
    photo.w = std::min(width, std::round(height / aspect));
    photo.h = std::min(height, std::round(width * aspect));
  }
  if (ui.canvas.visible(rect)) {
    const Drawing drawing(ui, id, rect);
    draw_photo(ui, spec, picture, photo, ui.is_down(id));
    ui.canvas.text(caption, rect.x, rect.y + height + 4, ui.palette->secondary, Align::center, photo.w);
  }
  mirror::Node button = ui.node(mirror::Role::button, id, spoken({spec.name, spec.caption}), rect);
  button.pressable = true;
  if (picture != nullptr && picture->texture == 0) button.description = spec.missing;
  const std::size_t open = ui.tree.open(std::move(button));
  ui.tree.add(ui.node(mirror::Role::image, hash_pair(id, 1), spec.name, photo));
  ui.tree.close(open);
}

void draw_large(Impl& ui, std::uint64_t id, const PictureSpec& spec) {
  const float width = ui.layout.width(), most = std::round(ui.viewport->height * kLargestShare);
  const Rect probe{ui.layout.left(), ui.layout.cursor(), width, most};
  const Picture* picture = wanted(ui, spec, probe);
  const bool there = picture != nullptr && picture->width > 0;
  const float aspect = there ? picture->height / picture->width : spec.aspect > 0 ? spec.aspect : kUsualAspect;
  const float height = std::min(most, std::round(width * aspect));
  const Rect rect = ui.layout.place(0, height, Flow::card);
  const float shown = std::min(width, std::round(height / aspect));
  const Rect photo{std::floor(rect.center_x() - shown / 2), rect.y, shown, height};
  draw_photo(ui, spec, picture, photo, false);
  mirror::Node node = ui.node(mirror::Role::image, id, spec.name, photo);
  if (picture != nullptr && !there) node.description = spec.missing;
  ui.tree.add(std::move(node));
}

}  // namespace

FileEvent Ui::file_button(Key key, const FileSpec& spec) {
  Impl& ui = runtime_.impl();
  const std::uint64_t id = ui.id_of(key);
  ButtonSpec look;
  look.label = spec.label;
  look.kind = spec.kind;
  look.icon = spec.icon;
  look.enabled = spec.enabled;
  look.full_width = spec.full_width;
  const Rect rect = draw_button(ui, look, id);

  mirror::Node node = ui.node(mirror::Role::file, id, spec.label, rect);
  node.pressable = true;
  if (!spec.enabled) node.state.disabled = true;
  mirror::Input input;
  input.accept = spec.accept;
  input.camera = spec.camera;
  input.multiple = spec.several;
  input.direct = spec.direct;
  node.input = input;
  ui.tree.add(std::move(node));

  FileEvent event;
  event.pressed = ui.input.take_press(id) && spec.enabled;
  event.files = ui.input.take_files(id);
  event.refused = ui.input.take_refused(id);
  event.cancelled = ui.input.take_cancelled(id);
  return event;
}

void Ui::pick(Key key) { runtime_.impl().pick_id = runtime_.impl().id_of(key); }

bool Ui::picture(Key key, const PictureSpec& spec) {
  Impl& ui = runtime_.impl();
  const std::uint64_t id = ui.id_of(key);
  if (spec.large) draw_large(ui, id, spec);
  else draw_thumbnail(ui, id, spec);
  return ui.input.take_press(id);
}

PadEvent Ui::pad(Key key, std::string_view label) {
  Impl& ui = runtime_.impl();
  const std::uint64_t id = ui.id_of(key);
  const float height = std::clamp(std::round(ui.layout.width() * kPadAspect), kLeastPad, kHighestPad);
  const Rect rect = ui.layout.place(0, height, Flow::card);
  // The paper is the shell's own canvas, over this one; the edge around it is drawn here.
  ui.canvas.fill(rect, ui.palette->outline, 9);
  {
    const Drawing drawing(ui, id, rect.inset(1));
    ui.canvas.fill(rect.inset(1), Colour{255, 255, 255, 255}, 8);
  }
  ui.tree.add(ui.node(mirror::Role::pad, id, label, rect.inset(1)));
  PadEvent event;
  event.strokes = ui.input.take_strokes(id);
  event.files = ui.input.take_files(id);
  return event;
}

void Ui::pad_order(Key key, PadOrder order, std::string_view text) {
  Impl& ui = runtime_.impl();
  ui.pad_orders.push_back({ui.id_of(key), name_of(order), std::string(text)});
}

}  // namespace constat::ui

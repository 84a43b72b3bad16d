#include "web/ui/draw/canvas.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "web/ui/draw/scripts.hpp"
#include "web/ui/icons.hpp"

namespace constat::ui {
namespace {

ImU32 packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }

ImDrawFlags flags_of(unsigned char corners) {
  if (corners == kTopCorners) return ImDrawFlags_RoundCornersTop;
  if (corners == kBottomCorners) return ImDrawFlags_RoundCornersBottom;
  return ImDrawFlags_RoundCornersAll;
}

}  // namespace

Canvas::Canvas() = default;
Canvas::~Canvas() = default;

void Canvas::begin(const Fonts& fonts, float width, float height, float density) {
  fonts_ = &fonts;
  width_ = width;
  height_ = height;
  density_ = density;
  while (lists_.size() < static_cast<std::size_t>(Layer::count))
    lists_.push_back(std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData()));
  for (const auto& list : lists_) {
    list->_ResetForNewFrame();
    // Edges fade over one device pixel rather than one CSS pixel.
    list->_FringeScale = 1.0F / density;
    list->PushTexture(ImGui::GetIO().Fonts->TexRef);
    list->PushClipRect(ImVec2(0, 0), ImVec2(width, height));
  }
  offset_y_ = 0;
  layer_ = Layer::page;
}

void Canvas::end(ImDrawData& data) {
  for (const auto& list : lists_) data.AddDrawList(list.get());
}

void Canvas::release() { lists_.clear(); }

void Canvas::set_layer(Layer layer) { layer_ = layer; }

void Canvas::clip_dialog(const Rect& rect) {
  for (auto layer = static_cast<std::size_t>(Layer::dialog_surfaces) + 1; layer <= static_cast<std::size_t>(Layer::dialog); ++layer)
    for (ImDrawCmd& command : lists_[layer]->CmdBuffer) command.ClipRect = ImVec4(rect.x, rect.y, rect.right(), rect.bottom());
}

ImDrawList* Canvas::list() { return lists_[static_cast<std::size_t>(layer_)].get(); }

bool Canvas::visible(const Rect& rect) const {
  const float top = rect.y + offset_y_;
  return top < height_ && top + rect.h > 0;
}

void Canvas::fill(const Rect& rect, Colour colour, float radius, unsigned char corners) {
  if (!visible(rect) || rect.w <= 0 || rect.h <= 0) return;
  const auto snap = [&](float v) { return std::round(v * density_) / density_; };
  const ImVec2 low(snap(rect.x), snap(rect.y + offset_y_)), high(snap(rect.right()), snap(rect.bottom() + offset_y_));
  const float limit = std::min(high.x - low.x, high.y - low.y) / 2;
  list()->AddRectFilled(low, high, packed(colour), std::min(radius, limit), flags_of(corners));
}

void Canvas::surface(const Rect& rect, Colour fill_colour, Colour edge, float radius, float width, unsigned char corners) {
  if (!visible(rect)) return;
  fill(rect, edge, radius, corners);
  fill(rect.inset(width), fill_colour, std::max(0.0F, radius - width), corners);
}

void Canvas::line(float x0, float y0, float x1, float y1, Colour colour, float width) {
  if (y0 == y1) return fill(Rect{x0, y0, x1 - x0, width}, colour);
  if (x0 == x1) return fill(Rect{x0, y0, width, y1 - y0}, colour);
  list()->AddLine(ImVec2(x0, y0 + offset_y_), ImVec2(x1, y1 + offset_y_), packed(colour), width);
}

void Canvas::dashed_vertical(float x, float y0, float y1, Colour colour) {
  for (float y = y0; y < y1; y += 8) fill(Rect{x, y, 1, std::min(4.0F, y1 - y)}, colour);
}

void Canvas::circle(float x, float y, float radius, Colour colour) {
  if (!visible(Rect{x - radius, y - radius, radius * 2, radius * 2})) return;
  list()->AddCircleFilled(ImVec2(x, y + offset_y_), radius, packed(colour));
}

void Canvas::diamond(float x, float y, float radius, Colour colour) {
  if (!visible(Rect{x - radius, y - radius, radius * 2, radius * 2})) return;
  const float middle = y + offset_y_;
  list()->AddQuadFilled(ImVec2(x, middle - radius), ImVec2(x + radius, middle), ImVec2(x, middle + radius), ImVec2(x - radius, middle), packed(colour));
}

void Canvas::hatch(const Rect& rect, Colour colour, float gap) {
  if (!visible(rect)) return;
  // Along the left edge and then the lower one, each stroke cut where it leaves the rectangle.
  for (float at = gap; at < rect.w + rect.h; at += gap) {
    const float x0 = std::max(0.0F, at - rect.h), y0 = std::min(at, rect.h), x1 = std::min(at, rect.w), y1 = std::max(0.0F, at - rect.w);
    list()->AddLine(ImVec2(rect.x + x0, rect.y + offset_y_ + y0), ImVec2(rect.x + x1, rect.y + offset_y_ + y1), packed(colour), 1);
  }
}

void Canvas::ring(float x, float y, float radius, Colour colour, float width) {
  if (!visible(Rect{x - radius, y - radius, radius * 2, radius * 2})) return;
  list()->AddCircle(ImVec2(x, y + offset_y_), radius - width / 2, packed(colour), 0, width);
}

void Canvas::picture(std::uint32_t texture, float width, float height, const Rect& rect, float radius) {
  if (!visible(rect) || width <= 0 || height <= 0) return;
  const float scale = std::max(rect.w / width, rect.h / height);
  const float u = (1 - rect.w / (width * scale)) / 2, v = (1 - rect.h / (height * scale)) / 2;
  list()->AddImageRounded(ImTextureRef(static_cast<ImTextureID>(texture)), ImVec2(rect.x, rect.y + offset_y_),
                          ImVec2(rect.right(), rect.bottom() + offset_y_), ImVec2(u, v), ImVec2(1 - u, 1 - v), IM_COL32_WHITE, radius);
}

void Canvas::icon(Icon icon, float center_x, float center_y, float size, Colour colour) {
  const char32_t code_point = glyph_of(icon).code_point;
  const float pixels = std::round(size * fonts_->scale());
  if (code_point == 0 || !visible(Rect{center_x - pixels / 2, center_y - pixels / 2, pixels, pixels})) return;
  ImFontBaked* baked = fonts_->icons()->GetFontBaked(pixels);
  const ImFontGlyph* glyph = baked->FindGlyph(static_cast<ImWchar>(code_point));
  if (glyph == nullptr) return;
  // Material icons fill an em square; the em's middle, not the ink's, is the optical centre.
  const float left = center_x - glyph->AdvanceX / 2;
  const float top = center_y + offset_y_ - (baked->Ascent - baked->Descent) / 2;
  fonts_->icons()->RenderChar(list(), pixels, ImVec2(std::round(left * density_) / density_, std::round(top * density_) / density_),
                              packed(colour), static_cast<ImWchar>(code_point));
}

void Canvas::text(const TextBlock& block, float x, float y, Colour colour, Align align, float width) {
  const float line_height = fonts_->line_height(block.style);
  for (const TextLine& line : block.lines) {
    const float spare = align == Align::left ? (block.right_to_left ? block.width - line.width : 0) : width - line.width;
    const float left = x + (align == Align::center ? spare / 2 : spare);
    if (block.foreign) run(block.style, line.text, left, y, block.right_to_left, colour);
    else plain_line(block.style, line.text, left, y, colour);
    y += line_height;
  }
}

void Canvas::text_line(const TypeStyle& style, std::string_view text, float x, float y, Colour colour) {
  if (fonts_->lacks(style.weight, text)) run(style, text, x, y, is_right_to_left(text), colour);
  else plain_line(style, text, x, y, colour);
}

void Canvas::plain_line(const TypeStyle& style, std::string_view text, float x, float y, Colour colour) {
  if (text.empty() || !visible(Rect{x, y, 1, fonts_->line_height(style)})) return;
  const float size = fonts_->size(style);
  const float ascent = fonts_->baked(style)->Ascent;
  const float top = y + fonts_->ascent(style) - ascent + offset_y_;
  list()->AddText(fonts_->font(style.weight), size, ImVec2(x, std::round(top * density_) / density_), packed(colour), text.data(),
                  text.data() + text.size());
}

void Canvas::run(const TypeStyle& style, std::string_view line, float x, float y, bool right_to_left, Colour colour) {
  if (line.empty() || !visible(Rect{x, y, 1, fonts_->line_height(style)})) return;
  const RunPicture* picture = fonts_->runs().picture(line, fonts_->run_style(style), right_to_left, colour);
  if (picture == nullptr) return;
  // Whole device pixels: the picture is not to be blurred.
  const float left = std::round(x * density_) - picture->left;
  const float top = std::round((y + fonts_->ascent(style) + offset_y_) * density_) - picture->baseline;
  list()->AddImage(ImTextureRef(static_cast<ImTextureID>(picture->texture)), ImVec2(left / density_, top / density_),
                   ImVec2((left + picture->width) / density_, (top + picture->height) / density_));
}

}  // namespace constat::ui

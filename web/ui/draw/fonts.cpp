#include "web/ui/draw/fonts.hpp"

#include <imgui.h>

#include <cmath>
#include <utility>

#include "web/ui/draw/utf8.hpp"

namespace constat::ui {
namespace {

// A negative size makes Dear ImGui scale by the em, as CSS does, rather than by ascent and descent.
// Its limit of advances is multiplied by that size, and so must be negative too.
constexpr float kEmScaled = -16.0F, kNoLimit = -1.0e6F;
constexpr ImWchar kNarrowNoBreakSpace = 0x202F, kNoBreakSpace = 0x00A0, kNonBreakingHyphen = 0x2011;

}  // namespace

void Fonts::add(Kind kind, std::string bytes) {
  const auto index = static_cast<std::size_t>(kind);
  if (fonts_[index] != nullptr || bytes.size() < 12) return;
  bytes_[index] = std::move(bytes);
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.SizePixels = kEmScaled;
  config.GlyphMaxAdvanceX = kNoLimit;
  config.FontData = bytes_[index].data();
  config.FontDataSize = static_cast<int>(bytes_[index].size());
  ImFont* font = ImGui::GetIO().Fonts->AddFont(&config);
  fonts_[index] = font;
  if (font == nullptr || kind == Kind::icons) return;
  if (!font->IsGlyphInFont(kNarrowNoBreakSpace)) font->AddRemapChar(kNarrowNoBreakSpace, kNoBreakSpace);
  if (!font->IsGlyphInFont(kNonBreakingHyphen)) font->AddRemapChar(kNonBreakingHyphen, '-');
}

bool Fonts::ready() const { return fonts_[0] != nullptr && fonts_[1] != nullptr && fonts_[2] != nullptr; }

void Fonts::prepare(float density, float text_scale) {
  scale_ = text_scale_ = text_scale;
  runs_->begin_frame(density);
  for (ImFont* font : fonts_)
    if (font != nullptr) font->CurrentRasterizerDensity = density;
}

ImFont* Fonts::font(Weight weight) const { return fonts_[weight == Weight::medium ? 1 : 0]; }

float Fonts::size(const TypeStyle& style) const { return std::round(style.size * scale_); }

float Fonts::line_height(const TypeStyle& style) const { return std::round(style.line_height * scale_); }

ImFontBaked* Fonts::baked(const TypeStyle& style) const { return font(style.weight)->GetFontBaked(size(style)); }

float Fonts::ascent(const TypeStyle& style) const {
  const ImFontBaked* drawn = baked(style);
  const float content = drawn->Ascent - drawn->Descent;
  return std::floor((line_height(style) - content) / 2) + drawn->Ascent;
}

float Fonts::width(const TypeStyle& style, std::string_view line) const {
  if (lacks(style.weight, line)) return runs_->width(line, run_style(style));
  ImFontBaked* drawn = baked(style);
  float width = 0;
  for (std::size_t at = 0; at < line.size();) {
    const Decoded decoded = decode_utf8(line, at);
    width += drawn->GetCharAdvance(static_cast<ImWchar>(decoded.code_point));
    at += decoded.length;
  }
  return width;
}

bool Fonts::lacks(Weight weight, std::string_view text) const {
  // Every code point from U+0180 on begins with one of these bytes; the fonts hold all that come before.
  constexpr unsigned char kFirstLead = 0xC6;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) < kFirstLead) continue;
    const Decoded decoded = decode_utf8(text, at);
    const char32_t c = decoded.code_point;
    if (c != kNarrowNoBreakSpace && c != kNonBreakingHyphen && !font(weight)->IsGlyphInFont(static_cast<ImWchar>(c))) return true;
    at += decoded.length - 1;
  }
  return false;
}

}  // namespace constat::ui

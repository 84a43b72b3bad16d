#include "web/ui/draw/drawn_picture.hpp"

#include <imgui.h>

#include <cstring>

#include "web/ui/hash.hpp"

namespace constat::ui {
namespace {

constexpr double kTrustedMs = 1000;

std::uint64_t mixed_with(std::uint64_t hash, const void* data, std::size_t size) {
  const auto* bytes = static_cast<const unsigned char*>(data);
  for (; size >= sizeof(std::uint64_t); size -= sizeof(std::uint64_t), bytes += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29;
  }
  std::uint64_t rest = 0;
  if (size > 0) std::memcpy(&rest, bytes, size);
  return hash_pair(hash, rest);
}

std::uint64_t hash_of(const ImDrawData& data, Colour background) {
  const float sizes[] = {data.DisplaySize.x, data.DisplaySize.y, data.FramebufferScale.x, data.FramebufferScale.y};
  const unsigned char colour[] = {background.r, background.g, background.b};
  std::uint64_t hash = mixed_with(mixed_with(0, sizes, sizeof sizes), colour, sizeof colour);
  for (const ImDrawList* list : data.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      hash = mixed_with(hash, &command.ClipRect, sizeof command.ClipRect);
      hash = hash_pair(hash, command.GetTexID());
      hash = hash_pair(hash, command.ElemCount);
    }
    hash = mixed_with(hash, list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
    hash = mixed_with(hash, list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
  }
  return hash;
}

bool textures_wait(const ImDrawData& data) {
  if (data.Textures == nullptr) return false;
  for (const ImTextureData* texture : *data.Textures)
    if (texture->Status != ImTextureStatus_OK) return true;
  return false;
}

}  // namespace

bool DrawnPicture::must_draw(const ImDrawData& data, Colour background, double now_ms) {
  const bool waits = textures_wait(data);
  // A texture that is made now gets its name only while it is drawn: the hash of this frame could not be trusted.
  const std::uint64_t hash = waits ? 0 : hash_of(data, background);
  const bool same = known_ && !waits && hash == hash_ && now_ms - at_ms_ < kTrustedMs;
  if (same) return false;
  known_ = !waits;
  hash_ = hash;
  at_ms_ = now_ms;
  return true;
}

}  // namespace constat::ui

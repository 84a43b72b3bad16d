// The screens and looks that every state is drawn on.
#pragma once

#include <string>

namespace constat::testing {

struct Screen {
  const char* name;
  float width, height, text_scale;
};
inline constexpr Screen kScreens[] = {{"phone", 360, 740, 1}, {"phone, large text", 360, 740, 2}, {"desktop", 1280, 800, 1}, {"desktop, large text", 1280, 800, 2}};

struct Looks {
  const char* name;
  bool dark, contrast, forced;
};
inline constexpr Looks kLooks[] = {{"light", false, false, false}, {"dark", true, false, false}, {"contrast", false, true, false}, {"dark contrast", true, false, true}};

inline std::string viewport(const Screen& screen, const Looks& looks) {
  const auto flag = [](bool value) { return value ? "true" : "false"; };
  return ",\"width\":" + std::to_string(screen.width) + ",\"height\":" + std::to_string(screen.height) +
         ",\"dpr\":2,\"textScale\":" + std::to_string(screen.text_scale) +
         ",\"safe\":{\"top\":0,\"right\":0,\"bottom\":0,\"left\":0},\"keyboard\":0,\"dark\":" + flag(looks.dark) +
         ",\"contrast\":" + flag(looks.contrast) + ",\"forcedColors\":" + flag(looks.forced);
}

}  // namespace constat::testing

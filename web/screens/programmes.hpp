// What the pages of programmes and waves share.
#pragma once

#include <string>

#include "web/screens/common.hpp"

namespace constat::screens {

// "from 1 Oct 2026 to 31 Dec 2026"; a dash without a beginning.
std::string dates_text(const App& app, const std::string& from, const std::string& to);

// How far a wave is, in words: "12 of 30 visits made, 8 approved, 5 planned".
std::string progress_text(const App& app, const app::WaveDoc& wave);

}  // namespace constat::screens

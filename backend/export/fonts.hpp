// The typeface of printed reports, part of the program: an installation needs no font files. Roboto, Apache-2.0, from the
// package fonts-roboto-unhinted.
#pragma once

#include <string_view>

namespace constat::server::exports {

enum class Weight { regular, medium };

std::string_view font_bytes(Weight weight);  // TrueType

}  // namespace constat::server::exports

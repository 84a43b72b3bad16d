// The version that the server reports, the same as the project's.
#pragma once

#include <string_view>

namespace constat::server {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace constat::server

// Tags of a site as people write them in one line: words between spaces, commas, semicolons or bars.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace constat {

inline constexpr std::string_view kBetweenTags = " \t,;|";  // no tag holds one of these

// In order, each once.
std::vector<std::string> tags_in(std::string_view line);

}  // namespace constat

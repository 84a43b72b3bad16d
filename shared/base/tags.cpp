#include "shared/base/tags.hpp"

#include <algorithm>

namespace constat {

std::vector<std::string> tags_in(std::string_view line) {
  std::vector<std::string> tags;
  while (!line.empty()) {
    const auto end = line.find_first_of(kBetweenTags);
    const std::string tag(line.substr(0, end));
    if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
    line = end == std::string_view::npos ? std::string_view() : line.substr(end + 1);
  }
  return tags;
}

}  // namespace constat

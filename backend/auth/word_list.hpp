// A list of short words in a request: skills, regions. Told with every problem: no text, too long, too many.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json_reader.hpp"

namespace constat::server {

inline constexpr std::size_t kMostWords = 30, kLongestWord = 200;  // of a list; bytes, as the region of a site

// Optional; without blanks around them, each once, in the order given.
std::vector<std::string> read_word_list(JsonReader& reader, std::string_view name);

// One word: nothing but what stands between the blanks; a line end in it is a blank.
std::string trimmed_word(std::string_view text);

}  // namespace constat::server

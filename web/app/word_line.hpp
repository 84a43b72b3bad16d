// Words that are typed into one field, with commas between them: skills.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.hpp"

namespace constat::app {

std::vector<std::string> words_of_line(std::string_view line);  // each once, without blanks around it
std::string line_of_words(const std::vector<std::string>& words);
Json texts_json(const std::vector<std::string>& words);

// Whether both are the same word, whatever its case and accents, as the server sees it.
bool is_same_word(std::string_view a, std::string_view b);

}  // namespace constat::app

#include "backend/auth/word_list.hpp"

#include <algorithm>

namespace constat::server {

std::string trimmed_word(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto from = text.find_first_not_of(kBlank);
  if (from == std::string_view::npos) return {};
  std::string word(text.substr(from, text.find_last_not_of(kBlank) - from + 1));
  std::replace(word.begin(), word.end(), '\n', ' ');
  return word;
}

std::vector<std::string> read_word_list(JsonReader& reader, std::string_view name) {
  std::vector<std::string> words;
  const Json* list = reader.optional(name, JsonKind::array);
  if (!list) return words;
  if (list->elements.size() > kMostWords) {
    reader.report(name, "too-many-words", {std::to_string(kMostWords)});
    return words;
  }
  for (std::size_t i = 0; i < list->elements.size(); ++i) {
    const std::string path = element_path(reader.path_of(name), i);
    const auto text = read_text(list->elements[i], path, reader.problems());
    if (!text) continue;
    std::string word = trimmed_word(*text);
    if (word.empty()) reader.problems().push_back({path, "empty-text", {}});
    else if (word.size() > kLongestWord) reader.problems().push_back({path, "text-too-long", {std::to_string(kLongestWord)}});
    else if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace constat::server

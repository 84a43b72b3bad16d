#include "web/app/word_line.hpp"

#include <algorithm>

#include "shared/review/comment_text.hpp"

namespace constat::app {

std::vector<std::string> words_of_line(std::string_view line) {
  std::vector<std::string> words;
  for (;;) {
    const auto end = line.find(',');
    const std::string_view part = line.substr(0, end);
    const auto from = part.find_first_not_of(" \n\t");
    if (from != std::string_view::npos) {
      std::string word(part.substr(from, part.find_last_not_of(" \n\t") - from + 1));
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    }
    if (end == std::string_view::npos) return words;
    line.remove_prefix(end + 1);
  }
}

std::string line_of_words(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : ", ") + word;
  return line;
}

Json texts_json(const std::vector<std::string>& words) {
  Json list = Json::array();
  for (const std::string& word : words) list.push(Json::of_text(word));
  return list;
}

bool is_same_word(std::string_view a, std::string_view b) { return a == b || normalised_comment(a) == normalised_comment(b); }

}  // namespace constat::app

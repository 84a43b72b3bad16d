#include "shared/report/kpi_words.hpp"

#include <vector>

namespace constat {
namespace {

std::vector<std::string> words_of(std::string_view label) {
  std::vector<std::string> words(1);
  for (const char c : label) {
    if (c == '_') {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

}  // namespace

std::string kpi_label_text(Language language, std::string_view label) {
  const std::vector<std::string> words = words_of(label);
  const bool effort = words.size() > 1 && (words[1] == "ease" || words[1] == "effort");
  std::string key = "survey.label." + words[0] + (effort ? "_" + words[1] : "");
  // What is left: the ends of the scale, then "from" or "to" and the threshold.
  std::vector<std::string> numbers;
  for (std::size_t i = effort ? 2 : 1; i < words.size(); ++i) {
    if (words[i] != "from" && words[i] != "to") numbers.push_back(words[i]);
  }
  return text(language, key, numbers);
}

std::string kpi_title(Language language, std::string_view key, std::string_view label) {
  if (key == "audit" || key == "retention") return std::string(text(language, "survey.part." + std::string(key)));
  return kpi_label_text(language, label);
}

}  // namespace constat

#include "backend/export/file_name.hpp"

namespace constat::server::exports {

std::string file_name(std::initializer_list<std::string_view> words, std::string_view extension) {
  std::string name = "constat";
  for (const std::string_view word : words) {
    if (word.empty()) continue;
    name += '-';
    for (const char c : word) {
      const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      name += safe ? c : '_';
    }
  }
  return name + "." + std::string(extension);
}

}  // namespace constat::server::exports

#include "backend/export/sheet_names.hpp"

namespace constat::server::exports {
namespace {

constexpr std::size_t kLongest = 31;

// Counted as UTF-16, as spreadsheets do.
std::string cut(std::string_view text, std::size_t most) {
  std::size_t units = 0, end = 0;
  while (end < text.size()) {
    const auto first = static_cast<unsigned char>(text[end]);
    const std::size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    units += bytes == 4 ? 2 : 1;
    if (units > most) break;
    end += bytes;
  }
  while (end > 0 && text[end - 1] == ' ') --end;
  return std::string(text.substr(0, end));
}

// ASCII only: two names that differ in the case of an accent alone do not occur.
std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

}  // namespace

std::string SheetNames::add(std::string_view wanted) {
  std::string name;
  for (const char c : wanted) name += std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : '-';
  while (!name.empty() && name.front() == '\'') name.erase(0, 1);
  while (!name.empty() && name.back() == '\'') name.pop_back();
  if (name.empty()) name = "-";
  std::string tried = cut(name, kLongest);
  for (int copy = 2; !used_.insert(lower(tried)).second; ++copy) {
    const std::string suffix = " (" + std::to_string(copy) + ")";
    tried = cut(name, kLongest - suffix.size()) + suffix;
  }
  return tried;
}

}  // namespace constat::server::exports

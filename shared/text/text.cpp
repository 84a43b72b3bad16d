#include "shared/text/text.hpp"

#include <algorithm>

#include "shared/text/catalog_table.hpp"

namespace constat {
namespace {

using detail::CatalogRow;

const std::vector<CatalogRow>* other_catalog = nullptr;

std::string_view next_text(const char*& at) {
  const std::string_view text(at);
  at += text.size() + 1;
  return text;
}

const CatalogRow* find_row(std::string_view key) {
  const std::vector<CatalogRow>& rows = other_catalog ? *other_catalog : detail::compiled_catalog();
  const auto row = std::lower_bound(rows.begin(), rows.end(), key, [](const CatalogRow& a, std::string_view b) { return a.key < b; });
  return row != rows.end() && row->key == key ? &*row : nullptr;
}

// Replaces {0}..{9}; a placeholder without an argument stays as written.
template <class Args>
std::string fill(std::string_view pattern, const Args& args) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool placeholder = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                             pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    const auto number = placeholder ? static_cast<std::size_t>(pattern[i + 1] - '0') : 0;
    if (placeholder && number < args.size()) {
      out += *(args.begin() + static_cast<std::ptrdiff_t>(number));
      i += 2;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

std::string located(std::string_view where, std::string sentence) {
  return where.empty() ? sentence : std::string(where) + ": " + sentence;
}

}  // namespace

const std::vector<CatalogRow>& detail::compiled_catalog() {
  // Never destroyed: what runs at the end of the program may still say something.
  static const std::vector<CatalogRow>& rows = *[] {
    auto* made = new std::vector<CatalogRow>;
    for (const char* at = kCatalogText; at != kCatalogText + kCatalogTextSize;) {
      const std::string_view key = next_text(at), french = next_text(at), english = next_text(at);
      made->push_back({key, {french, english}});
    }
    return made;
  }();
  return rows;
}

void detail::use_catalog(const std::vector<CatalogRow>* rows) { other_catalog = rows; }

std::string_view code_of(Language language) { return language == Language::french ? "fr" : "en"; }

Language language_of(std::string_view code, Language otherwise) {
  const std::string_view head = code.substr(0, 2);
  const bool ends = code.size() == 2 || (code.size() > 2 && (code[2] == '-' || code[2] == '_' || code[2] == '.'));
  if (ends && head == "fr") return Language::french;
  if (ends && head == "en") return Language::english;
  return otherwise;
}

std::string_view text(Language language, std::string_view key) {
  const CatalogRow* row = find_row(key);
  return row == nullptr ? key : row->by_language[static_cast<std::size_t>(language)];
}

std::string text(Language language, std::string_view key, std::initializer_list<std::string_view> args) {
  return fill(text(language, key), args);
}

std::string text(Language language, std::string_view key, const std::vector<std::string>& args) {
  return fill(text(language, key), args);
}

std::string text_plural(Language language, std::string_view key, std::int64_t count,
                        std::initializer_list<std::string_view> args) {
  const bool one = language == Language::french ? count >= -1 && count <= 1 : count == 1 || count == -1;
  std::vector<std::string> all{format_number(language, static_cast<double>(count), 0)};
  for (std::string_view arg : args) all.emplace_back(arg);
  return fill(text(language, std::string(key) + (one ? ".one" : ".other")), all);
}

std::string describe(Language language, const Problem& problem) {
  return located(problem.path, text(language, "problem." + problem.code, problem.args));
}

std::string describe(Language language, const Error& error) {
  return located(error.where, text(language, error.message, error.args));
}

}  // namespace constat

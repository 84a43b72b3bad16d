// Texts: what is too long for a phone, and what the languages do not say alike.
#include <algorithm>
#include <functional>

#include "shared/lint/rules.hpp"

namespace constat {
namespace {

using Severity = Finding::Severity;

constexpr std::size_t kSentence = 20;    // characters from which two languages hardly say the same word for word
constexpr std::size_t kLongText = 40;    // a text so long is not translated in a quarter of it
constexpr std::size_t kMostRatio = 4;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A letter of any script or a digit: everything in ASCII that is one, and beyond ASCII all but punctuation and spaces.
bool says_something(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (is_digit(text[i]) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) return true;
    // U+0080 to U+00BF begin with C2, U+2000 to U+206F with E2 80 or E2 81.
    const bool punctuation = byte == 0xc2 || (byte == 0xe2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x82);
    if (byte >= 0xc0 && !punctuation) return true;
  }
  return false;
}

// The figures of a text, sorted; spaces, commas and points within one belong to it ("1 000", "1,000", "12.5").
std::vector<std::string> figures(std::string_view text) {
  std::vector<std::string> out;
  std::string now;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      now += text[i];
      continue;
    }
    const std::string_view rest = text.substr(i);
    std::size_t separator = rest[0] == '.' || rest[0] == ',' || rest[0] == ' ' ? 1 : 0;
    if (rest.substr(0, 2) == "\xc2\xa0") separator = 2;           // no-break space
    if (rest.substr(0, 3) == "\xe2\x80\xaf") separator = 3;       // narrow no-break space
    if (!now.empty() && separator > 0 && i + separator < text.size() && is_digit(text[i + separator])) {
      i += separator - 1;
      continue;
    }
    if (!now.empty()) out.push_back(std::move(now));
    now.clear();
  }
  if (!now.empty()) out.push_back(std::move(now));
  std::sort(out.begin(), out.end());
  return out;
}

// What is to be replaced or kept as it stands: {0}, ${item}, %s, <b>.
std::vector<std::string> placeholders(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char end = text[i] == '{' ? '}' : text[i] == '<' ? '>' : '\0';
    const std::size_t close = end == '\0' ? std::string_view::npos : text.find(end, i);
    if (close != std::string_view::npos && close - i <= 40 && close > i + 1) out.emplace_back(text.substr(i, close - i + 1));
    const bool percent = text[i] == '%' && i + 1 < text.size() && (text[i + 1] == 's' || text[i + 1] == 'd');
    if (percent && (i + 2 == text.size() || text[i + 2] == ' ')) out.emplace_back(text.substr(i, 2));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::size_t lines(std::string_view text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1; }

std::string joined(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& one : all) out += (out.empty() ? "" : ", ") + one;
  return out.empty() ? "–" : out;
}

struct Place {
  std::string_view what;   // of kTextLimits
  std::string path;
  std::optional<ItemRef> item;
};

// Every text of the checklist.
void for_each_text(const Checklist& checklist, const std::function<void(const LocalizedText&, const Place&)>& use) {
  const auto take = [&](const LocalizedText& text, std::string_view what, std::string path, std::optional<ItemRef> item = {}) {
    if (!text.empty()) use(text, {what, std::move(path), item});
  };
  take(checklist.title, "title", "title");
  for (std::size_t g = 0; g < checklist.scoring.grades.size(); ++g) {
    take(checklist.scoring.grades[g].label, "label", "scoring.grades[" + std::to_string(g) + "].label");
  }
  for (std::size_t s = 0; s < checklist.sections.size(); ++s) take(checklist.sections[s].title, "title", section_path(s) + ".title");
  for_each_item(checklist, [&](ItemRef ref, const Item& item) {
    const std::string path = path_of(ref);
    take(item.prompt, "prompt", path + ".prompt", ref);
    take(item.help, "help", path + ".help", ref);
    take(item.on_the_spot, "on_the_spot", path + ".on_the_spot", ref);
    for (std::size_t c = 0; c < item.choices.size(); ++c) {
      take(item.choices[c].label, "label", path + ".choices[" + std::to_string(c) + "].label", ref);
    }
  });
  for (std::size_t c = 0; c < checklist.checks.size(); ++c) take(checklist.checks[c].message, "message", check_path(c) + ".message");
}

Answers example_of(LintContext& context, const Place& place) {
  return place.item ? context.way_to(*place.item).value_or(Answers{}) : Answers{};
}

// Another language against the first.
void compare(LintContext& context, const Place& place, const std::string& language, std::string_view first, std::string_view other) {
  const std::string path = place.path + "." + language;
  const std::string& reference = context.checklist.languages.front();
  const auto report = [&](const char* code, std::vector<std::string> args) {
    context.report(Severity::warning, code, path, std::move(args), example_of(context, place));
  };
  if (const auto a = placeholders(first), b = placeholders(other); a != b) return report("language-placeholders", {reference, joined(a), language, joined(b)});
  if (const auto a = figures(first), b = figures(other); a != b) report("language-numbers", {reference, joined(a), language, joined(b)});
  if (lines(first) != lines(other)) {
    report("language-lines", {reference, std::to_string(lines(first)), language, std::to_string(lines(other))});
  }
  const std::size_t a = characters(first), b = characters(other);
  if (first == other && a >= kSentence && first.find(' ') != std::string_view::npos) {
    report("language-same-text", {reference, language});
  } else if (std::max(a, b) >= kLongText && std::min(a, b) * kMostRatio < std::max(a, b)) {
    report("language-length", {reference, std::to_string(a), language, std::to_string(b)});
  }
}

}  // namespace

void lint_texts(LintContext& context) {
  for_each_text(context.checklist, [&](const LocalizedText& text, const Place& place) {
    const auto limit = std::find_if(std::begin(kTextLimits), std::end(kTextLimits), [&](const TextLimit& each) { return each.what == place.what; });
    for (const auto& [language, words] : text.by_language) {
      if (!says_something(words)) {
        context.report(Severity::warning, "text-says-nothing", place.path + "." + language, {words}, example_of(context, place));
      } else if (characters(words) > limit->most) {
        context.report(Severity::warning, "text-too-long", place.path + "." + language,
                       {std::to_string(characters(words)), std::to_string(limit->most)}, example_of(context, place));
      }
    }
  });
}

void lint_languages(LintContext& context) {
  const std::vector<std::string>& languages = context.checklist.languages;
  for_each_text(context.checklist, [&](const LocalizedText& text, const Place& place) {
    const auto first = text.by_language.find(languages.front());
    for (std::size_t l = 1; l < languages.size() && first != text.by_language.end(); ++l) {
      const auto other = text.by_language.find(languages[l]);
      if (other != text.by_language.end()) compare(context, place, languages[l], first->second, other->second);
    }
  });
}

}  // namespace constat

// Product text in every language, from the catalogues in shared/text/catalog (<area>.<language>.json, flat keys).
// All catalogues are compiled in. A key that a catalogue lacks is a failed test (tests/shared/text).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace constat {

enum class Language : std::uint8_t { french, english };

std::string_view code_of(Language language);               // "fr", "en"
Language language_of(std::string_view code, Language otherwise = Language::french);  // "fr-CA" -> french

// The text of a key; the key itself when no catalogue has it.
std::string_view text(Language language, std::string_view key);

// The same with {0}, {1}... replaced.
std::string text(Language language, std::string_view key, std::initializer_list<std::string_view> args);
std::string text(Language language, std::string_view key, const std::vector<std::string>& args);

// Plural by CLDR's rules for integers: French takes "<key>.one" for 0 and 1, English for 1; else "<key>.other".
// {0} is the count, further args follow.
std::string text_plural(Language language, std::string_view key, std::int64_t count,
                        std::initializer_list<std::string_view> args = {});

// "path: what is wrong; what to do", from "problem.<code>".
std::string describe(Language language, const Problem& problem);
std::string describe(Language language, const Error& error);

// Locale formats: 1234.5 -> "1 234,5" (narrow no-break space) / "1,234.5"; decimals fixed.
std::string format_number(Language language, double value, int decimals);
std::string format_percent(Language language, double percent, int decimals);   // "72,5 %" / "72.5%"
std::string format_date(Language language, std::string_view rfc3339_or_date);  // "3 nov. 2026" / "3 Nov 2026"
std::string format_duration(Language language, std::int64_t seconds);          // "1 min 35 s"

}  // namespace constat

// Comments as they are compared: without case, accents, punctuation and spacing, cut into 5-grams of characters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace constat {

inline constexpr std::size_t kGram = 5;               // characters
inline constexpr std::size_t kShortestComment = 40;   // normalised characters: "nothing to report" repeats innocently
inline constexpr std::size_t kLongestComment = 4000;  // what follows is not compared

// Unicode letters and digits in lower case, Latin accents and ligatures taken apart (e for é, oe for œ), combining marks
// dropped; everything else between them is one space. Invalid UTF-8 counts as a space.
std::u32string normalised_comment(std::string_view utf8);

// The different 5-grams of characters, as 64-bit hashes, sorted. Characters rather than words: a changed word costs at
// most its own letters and five more, and short comments still have something to compare. Two different grams share a
// hash with a chance of 2^-64 each, which is neglected.
std::vector<std::uint64_t> comment_grams(const std::u32string& normalised);

// |a and b| / |a or b| of two sorted sets (P. Jaccard, 1901); 0 for two empty ones.
double jaccard(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

}  // namespace constat

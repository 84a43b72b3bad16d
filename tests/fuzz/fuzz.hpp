// What the fuzz targets share. A target is one function of bytes; it may refuse them, and must do nothing else: no crash,
// no undefined behaviour, no endless work, and what it accepts must keep the property that the target states.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "shared/text/text.hpp"

namespace constat::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// A property that does not hold ends the process, so that the fuzzer keeps the input in a file.
inline void demand(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "property broken: %s\n", property);
  std::abort();
}

// A refusal has a sentence in both languages; where that needs words of the input, it has them.
inline void demand_sentence(const std::string& key, const std::vector<std::string>& args) {
  for (const Language language : {Language::french, Language::english}) {
    if (text(language, key) == key) std::fprintf(stderr, "key: %s\n", key.c_str());
    demand(text(language, key) != key, "a refusal has its sentence in the catalogue");
    const std::string sentence = text(language, key, std::vector<std::string>(args.size()));
    for (const char* open : {"{0}", "{1}", "{2}", "{3}"})
      demand(sentence.find(open) == std::string::npos, "a refusal brings the words that its sentence wants");
  }
}

inline void demand_sentences(const std::vector<Problem>& problems) {
  demand(!problems.empty(), "what is refused has a problem");
  for (const Problem& problem : problems) demand_sentence("problem." + problem.code, problem.args);
}

}  // namespace constat::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

// How a visit names a photo or a signature: "sha256:" and the 64 lower-case hexadecimal digits of the file's bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/visit/visit.hpp"

namespace constat {

inline constexpr std::string_view kContentHashPrefix = "sha256:";

bool is_sha256_hex(std::string_view text);    // the digits alone
bool is_content_hash(std::string_view text);  // with the prefix

// Every file that the visit names, as digits alone, sorted, each once. It needs no checklist: whatever list value looks
// like a content hash counts.
std::vector<std::string> photo_hashes(const Visit& visit);

}  // namespace constat

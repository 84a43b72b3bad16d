#include "shared/visit/content_hash.hpp"

#include <set>

namespace constat {

bool is_sha256_hex(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_content_hash(std::string_view text) {
  return text.substr(0, kContentHashPrefix.size()) == kContentHashPrefix && is_sha256_hex(text.substr(kContentHashPrefix.size()));
}

std::vector<std::string> photo_hashes(const Visit& visit) {
  std::set<std::string> hashes;
  const auto add = [&](const std::vector<std::string>& list) {
    for (const std::string& entry : list)
      if (is_content_hash(entry)) hashes.insert(entry.substr(kContentHashPrefix.size()));
  };
  for (const auto& [item, answer] : visit.answers) {
    if (const auto* list = std::get_if<ListValue>(&answer.value)) add(*list);
    add(answer.photos);
  }
  return {hashes.begin(), hashes.end()};
}

}  // namespace constat

#include "backend/auth/common_passwords.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <string>

// The assembler takes the list in as it is; the build says where it stands (scripts/cmake/dependencies.cmake).
asm(".section .rodata\n.global constat_common_passwords\nconstat_common_passwords:\n.incbin \"" CONSTAT_PASSWORDS
    "\"\n.global constat_common_passwords_end\nconstat_common_passwords_end:\n.byte 0\n.text\n");
extern "C" const char constat_common_passwords[], constat_common_passwords_end[];

namespace constat::server {
namespace {

constexpr std::size_t kShortestWord = 4, kMostAround = 6;  // bytes

// Read when the first password is chosen.
const std::set<std::string, std::less<>>& common_passwords() {
  static const auto list = [] {
    std::set<std::string, std::less<>> words;
    for (const auto& word : nlohmann::json::parse(constat_common_passwords, constat_common_passwords_end)) words.insert(word.get<std::string>());
    return words;
  }();
  return list;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

bool is_common_password(std::string_view lower_case) {
  const auto& list = common_passwords();
  if (list.find(lower_case) != list.end()) return true;
  std::string_view word = lower_case;
  while (!word.empty() && !is_letter(word.front())) word.remove_prefix(1);
  while (!word.empty() && !is_letter(word.back())) word.remove_suffix(1);
  return word.size() >= kShortestWord && lower_case.size() - word.size() <= kMostAround && list.find(word) != list.end();
}

}  // namespace constat::server

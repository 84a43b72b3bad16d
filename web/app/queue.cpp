#include "web/app/queue.hpp"

#include <set>

namespace constat::app {
namespace {

std::size_t characters(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8)
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++count;
  return count;
}

}  // namespace

Strength strength_of(std::string_view passphrase) {
  const std::size_t length = characters(passphrase);
  if (length < kLeastPassphrase) return Strength::too_short;
  const std::set<char> different(passphrase.begin(), passphrase.end());
  bool digits_only = true;
  for (const char c : passphrase) digits_only = digits_only && c >= '0' && c <= '9';
  if (different.size() < 6 || digits_only) return Strength::weak;
  return length >= 20 && different.size() >= 10 ? Strength::strong : Strength::fair;
}

}  // namespace constat::app

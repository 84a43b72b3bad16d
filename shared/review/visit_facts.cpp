#include "shared/review/visit_facts.hpp"

#include "shared/visit/timestamp.hpp"

namespace constat {

Presence presence_of(std::string_view contact_mode) {
  for (const std::string_view call : {"phone", "telephone"})
    if (contact_mode == call) return Presence::on_the_line;
  for (const std::string_view written : {"chat", "email", "e-mail", "mail", "form", "social"})
    if (contact_mode == written) return Presence::in_writing;
  return Presence::on_site;
}

std::optional<std::int64_t> started_at_ms(const Visit& visit) { return unix_milliseconds(visit.started_at); }
std::optional<std::int64_t> ended_at_ms(const Visit& visit) { return unix_milliseconds(visit.ended_at); }

std::optional<std::uint64_t> dhash_of(std::string_view hexadecimal) {
  if (hexadecimal.size() != 16) return std::nullopt;
  std::uint64_t bits = 0;
  for (const char c : hexadecimal) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return std::nullopt;
    bits = bits << 4 | static_cast<std::uint64_t>(digit);
  }
  return bits;
}

}  // namespace constat

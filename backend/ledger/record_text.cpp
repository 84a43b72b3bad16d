#include "backend/ledger/record_text.hpp"

namespace constat::server::ledger {
namespace {

constexpr std::string_view kMagic = "CL1";
constexpr std::size_t kHead = 12;  // magic, kind, number

void append_u64(std::string& out, std::uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(value >> shift & 255);
}

std::uint64_t take_u64(std::string_view& bytes) {
  if (bytes.size() < 8) throw LedgerDamage("a record is too short");
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  bytes.remove_prefix(8);
  return value;
}

}  // namespace

std::string payload_head(Kind kind, std::uint64_t number) {
  std::string head(kMagic);
  head += static_cast<char>(kind);
  append_u64(head, number);
  return head;
}

std::optional<Payload> parse_payload(std::string_view payload) {
  if (payload.size() < kHead || payload.substr(0, kMagic.size()) != kMagic) return std::nullopt;
  const auto kind = static_cast<Kind>(payload[kMagic.size()]);
  std::string_view rest = payload.substr(kMagic.size() + 1);
  const std::uint64_t number = take_u64(rest);
  return Payload{kind, number, rest};
}

// at:u64le seq:u64le length:u64le organisation mutations
std::string write_record(const Record& record) {
  std::string text;
  text.reserve(24 + record.organisation.size() + record.mutations.size());
  append_u64(text, static_cast<std::uint64_t>(record.at));
  append_u64(text, static_cast<std::uint64_t>(record.seq));
  append_u64(text, record.organisation.size());
  return text.append(record.organisation).append(record.mutations);
}

Record parse_record(std::uint64_t number, std::string_view rest) {
  Record record;
  record.number = number;
  record.at = static_cast<std::int64_t>(take_u64(rest));
  record.seq = static_cast<std::int64_t>(take_u64(rest));
  const std::uint64_t length = take_u64(rest);
  if (length > rest.size()) throw LedgerDamage("a record is too short");
  record.organisation = rest.substr(0, length);
  record.mutations = rest.substr(length);
  return record;
}

}  // namespace constat::server::ledger

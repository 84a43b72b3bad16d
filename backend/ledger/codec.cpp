#include "backend/ledger/codec.hpp"

#include <cstring>

#include "backend/ledger/ledger.hpp"

namespace constat::server::ledger {
namespace {

std::string_view take_bytes(std::string_view& bytes, std::size_t count) {
  if (count > bytes.size()) throw LedgerDamage("a field ends behind its record");
  const auto part = bytes.substr(0, count);
  bytes.remove_prefix(count);
  return part;
}

std::int64_t take_integer(std::string_view& bytes) {
  std::uint64_t raw = 0;
  for (int shift = 0;; shift += 7) {
    if (shift > 63) throw LedgerDamage("a number is too long");
    const auto byte = static_cast<unsigned char>(take_bytes(bytes, 1)[0]);
    raw |= static_cast<std::uint64_t>(byte & 127) << shift;
    if (byte < 128) break;
  }
  return static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1);
}

}  // namespace

std::string_view take_text(std::string_view& bytes) {
  const std::int64_t length = take_integer(bytes);
  if (length < 0) throw LedgerDamage("a text has a negative length");
  return take_bytes(bytes, static_cast<std::size_t>(length));
}

void Encoder::operator()(std::int64_t value) {
  auto rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
  for (; rest >= 128; rest >>= 7) out_ += static_cast<char>(rest | 128);
  out_ += static_cast<char>(rest);
}

void Encoder::operator()(std::string_view text) {
  (*this)(static_cast<std::int64_t>(text.size()));
  out_ += text;
}

void Encoder::operator()(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  for (int shift = 0; shift < 64; shift += 8) out_ += static_cast<char>(bits >> shift & 255);
}

void Encoder::personal(const UserId& person, const std::string& text) {
  (*this)(keys_.seal(organisation_, person.value, text));
}

std::string_view Decoder::take(std::size_t count) { return take_bytes(bytes_, count); }

void Decoder::operator()(std::int64_t& value) {
  if (!bytes_.empty()) value = take_integer(bytes_);
}

void Decoder::operator()(bool& value) {
  std::int64_t number = value;
  (*this)(number);
  value = number != 0;
}

void Decoder::operator()(std::string& text) {
  if (!bytes_.empty()) text = take_text(bytes_);
}

void Decoder::operator()(double& value) {
  if (bytes_.empty()) return;
  std::uint64_t bits = 0;
  const auto raw = take(8);
  for (std::size_t i = 0; i < 8; ++i) bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(raw[i])) << (8 * i);
  std::memcpy(&value, &bits, sizeof value);
}

void Decoder::personal(const UserId& person, std::string& text) {
  if (bytes_.empty()) return;
  std::string sealed;
  (*this)(sealed);
  auto opened = keys_.open(organisation_, person.value, sealed);
  if (!opened) ++erased_;
  text = opened ? std::move(*opened) : std::string();
}

}  // namespace constat::server::ledger

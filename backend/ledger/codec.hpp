// The bytes of the ledger's records: fields one after the other, no names. A record type lists its fields once (see
// mutation_fields.hpp); Encoder and Decoder walk the same list, so that they cannot disagree.
//   integer = zigzag varint     text = length:varint bytes     real = 8 bytes, IEEE 754, little-endian
// A field that was added later stands at the end: older bytes end before it, and it keeps its default.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/ledger/person_keys.hpp"
#include "shared/base/ids.hpp"

namespace constat::server::ledger {

class Encoder {
 public:
  // What `personal` fields are sealed with. `keys` outlives this object.
  Encoder(std::string& out, PersonKeys& keys, std::string_view organisation)
      : out_(out), keys_(keys), organisation_(organisation) {}

  void operator()(std::string_view text);
  void operator()(const std::string& text) { (*this)(std::string_view(text)); }
  void operator()(std::int64_t value);
  void operator()(bool value) { (*this)(static_cast<std::int64_t>(value)); }
  void operator()(double value);
  template <class Tag>
  void operator()(const Id<Tag>& id) {
    (*this)(std::string_view(id.value));
  }
  template <class T>
  void operator()(const std::optional<T>& value) {
    (*this)(value.has_value());
    if (value) (*this)(*value);
  }
  template <class T>
  void operator()(const std::vector<T>& values) {
    (*this)(static_cast<std::int64_t>(values.size()));
    for (const T& value : values) (*this)(value);
  }
  // Readable only while the person's key exists.
  void personal(const UserId& person, const std::string& text);

 private:
  std::string& out_;
  PersonKeys& keys_;
  std::string_view organisation_;
};

// Throws LedgerDamage when the bytes are no such fields.
class Decoder {
 public:
  Decoder(std::string_view bytes, PersonKeys& keys, std::string_view organisation)
      : bytes_(bytes), keys_(keys), organisation_(organisation) {}

  void operator()(std::string& text);
  void operator()(std::int64_t& value);
  void operator()(bool& value);
  void operator()(double& value);
  template <class Tag>
  void operator()(Id<Tag>& id) {
    (*this)(id.value);
  }
  template <class T>
  void operator()(std::optional<T>& value) {
    bool there = false;
    (*this)(there);
    if (!there) return value.reset();
    (*this)(value.emplace());
  }
  template <class T>
  void operator()(std::vector<T>& values) {
    std::int64_t count = 0;
    (*this)(count);
    values.clear();
    for (std::int64_t i = 0; i < count && !bytes_.empty(); ++i) (*this)(values.emplace_back());
  }
  // Empty when the person's key is gone; counted in erased().
  void personal(const UserId& person, std::string& text);

  bool at_end() const { return bytes_.empty(); }
  std::size_t left() const { return bytes_.size(); }
  std::size_t erased() const { return erased_; }
  std::string_view take(std::size_t count);

 private:
  std::string_view bytes_;
  PersonKeys& keys_;
  std::string_view organisation_;
  std::size_t erased_ = 0;
};

// The text at the front of `bytes`, which moves behind it. Throws LedgerDamage.
std::string_view take_text(std::string_view& bytes);

}  // namespace constat::server::ledger

#include "shared/sync/erasure_mark.hpp"

#include "shared/base/sha256.hpp"

namespace constat {

std::string erasure_mark(std::string_view organisation, std::string_view person) {
  std::string text(organisation);
  text += '\n';
  return sha256_hex(text.append(person));
}

}  // namespace constat

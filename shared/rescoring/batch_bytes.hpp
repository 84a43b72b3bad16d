// A batch of visits as bytes, for the way from the server to the browser's time machine.
//
// Little-endian: "CBAT", version (1 byte), visits (4), columns (4), invalid visits (4), visits with a triggered critical
// item (4); those two lists, 4 bytes each, ascending; then each column: section (2), item in it (2), codes (2), the codes'
// earned and possible thousandths (8 and 8) and whether they trigger (1); its visits' codes, one byte each.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/scoring/batch.hpp"

namespace constat {

class BatchBytes {
 public:
  static std::string write(const VisitBatch& batch);

  // A batch of `checklist`, which must outlive it, with no further visit to be added. None when the bytes are cut, of
  // another version, or name an item or a code that is not there.
  static std::optional<VisitBatch> read(const Checklist& checklist, std::string_view bytes);
};

}  // namespace constat

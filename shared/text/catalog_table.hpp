// The compiled catalogues: rows sorted by key, one text per Language in enum order. Only text.cpp reads it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace constat::detail {

struct CatalogRow {
  std::string_view key;
  std::string_view by_language[2];  // french, english
};

// Key, French, English, the next key, ..., each ended by a NUL: three addresses for each row instead would be a fifth of what a
// phone downloads of the texts.
extern const char kCatalogText[];
extern const std::size_t kCatalogTextSize;

const std::vector<CatalogRow>& compiled_catalog();  // made at the first call

// Another table takes the place of the compiled one, until none does: tests of the layout read longer words. Its rows are sorted
// by key too.
void use_catalog(const std::vector<CatalogRow>* rows);

}  // namespace constat::detail

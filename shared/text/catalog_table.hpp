// The compiled catalogues: rows sorted by key, one text per Language in enum order. Only text.cpp reads it.
#pragma once

#include <cstddef>
#include <string_view>

namespace constat::detail {

struct CatalogRow {
  std::string_view key;
  std::string_view by_language[2];  // french, english
};

extern const CatalogRow kCatalog[];
extern const std::size_t kCatalogSize;

// Another table takes the place of the compiled one: tests of the layout read longer words. Its rows are sorted by key too.
void use_catalog(const CatalogRow* rows, std::size_t count);

}  // namespace constat::detail

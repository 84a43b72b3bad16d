// A language that nobody speaks: the product's own words with every vowel doubled and accented, at least 40 % longer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/text/catalog_table.hpp"

namespace constat::testing {

std::string longer(std::string_view text);

// The whole product speaks it while this lives.
class PseudoLanguage {
 public:
  PseudoLanguage();
  ~PseudoLanguage();
  PseudoLanguage(const PseudoLanguage&) = delete;
  PseudoLanguage& operator=(const PseudoLanguage&) = delete;

 private:
  std::vector<std::string> texts_;
  std::vector<detail::CatalogRow> rows_;
};

}  // namespace constat::testing

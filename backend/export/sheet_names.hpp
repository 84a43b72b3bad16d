// Names of sheets as spreadsheets allow them: at most 31 signs, none of []:*?/\, no apostrophe at either end, no two
// alike.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace constat::server::exports {

class SheetNames {
 public:
  // The name under which the next sheet goes.
  std::string add(std::string_view wanted);

 private:
  std::set<std::string> used_;
};

}  // namespace constat::server::exports

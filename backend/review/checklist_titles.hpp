// What lists call the checklists of their visits, read once for a list.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "backend/store/repository.hpp"

namespace constat::server {

class ChecklistTitles {
 public:
  explicit ChecklistTitles(Reader& reader);
  nlohmann::json of(const VisitRecord& visit) const;  // {"id","version","title"}; the title of one that is gone is {}

 private:
  std::map<std::pair<std::string, std::int64_t>, nlohmann::json> titles_;
};

}  // namespace constat::server

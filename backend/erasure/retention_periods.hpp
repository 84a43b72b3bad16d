// For how long each visit of an organisation says who made it: its wave's programme decides, or the organisation.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "backend/store/repository.hpp"

namespace constat::server {

class RetentionPeriods {
 public:
  RetentionPeriods(Reader& reader, std::int64_t now_ms);

  // Visits that began before this day are due; empty: they are kept.
  const std::string& before(const VisitRecord& visit) const;
  const std::string& of_organisation() const { return organisation_; }
  // The latest of all these days; empty: nothing is ever due.
  const std::string& latest() const { return latest_; }
  // Whether visits that are older than the latest day may stay.
  bool differ() const { return differ_; }

  struct Own {  // of a programme with a time of its own
    ProgrammeId programme;
    std::int64_t months = 0;
    std::string before;
  };
  const std::vector<Own>& own() const { return own_; }

 private:
  Reader& reader_;
  std::string organisation_, latest_;
  bool differ_ = false;
  std::map<std::string, std::string> by_wave_;
  std::vector<Own> own_;
};

}  // namespace constat::server

// Who is on the way on which day: an investigator of the demonstration makes one visit a day, as nobody is at two places at once.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "backend/demo/content.hpp"
#include "backend/demo/draw.hpp"

namespace constat::server::demo {

struct Appointment {
  const DemoPerson* person = nullptr;
  std::int64_t day = 0;
};

class Diary {
 public:
  // A person and a day from `first` to `last` on which the site is open and the person free; the last draw when a long
  // search finds none.
  Appointment arrange(const DemoSite& site, const std::vector<const DemoPerson*>& people, std::int64_t first, std::int64_t last, Rng& rng);

 private:
  std::set<std::pair<std::string, std::int64_t>> taken_;
};

}  // namespace constat::server::demo

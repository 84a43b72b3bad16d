// Makes one plausible visit: answers drawn around what its site is worth in each area.
#pragma once

#include <cstdint>
#include <string>

#include "backend/demo/content.hpp"
#include "shared/base/rng.hpp"
#include "shared/visit/visit.hpp"

namespace constat::server::demo {

struct VisitPlan {
  const DemoSite& site;
  const Checklist& checklist;
  const DemoPerson& investigator;
  WaveId wave;
  bool later_wave = false;  // the site's drift applies
  std::int64_t day = 0;     // wished; moved on to the next day that the site is open
  std::string contact_mode;
};

Visit make_visit(const Content& content, const VisitPlan& plan, Rng& rng);

}  // namespace constat::server::demo

// The scorecard of one site: its index and what it is made of, its KPIs, its visits, and where points go lost again and
// again.
#pragma once

#include <vector>

#include "shared/report/comparison_tables.hpp"
#include "shared/report/document.hpp"
#include "shared/report/reported_visit.hpp"

namespace constat::report {

struct ReportedSite {
  std::string id;
  SiteNames names;
  const ReportedNetwork* network = nullptr;
  std::vector<ReportedVisit> visits;  // oldest first; official ones and others
};

Document site_document(const ReportedSite& site);

// A question of one checklist in which official visits lost points.
struct Weakness {
  std::string checklist, question;
  std::int64_t lost = 0, asked = 0;  // visits
  double share = 0;                  // points earned of those possible, percent
};
inline constexpr std::int64_t kRepeatedLosses = 2;  // visits: from there on it is no accident
// Those in which at least that many visits lost points: most visits first, then the smaller share.
std::vector<Weakness> weaknesses_of(const std::vector<ReportedVisit>& visits, Language language);

}  // namespace constat::report

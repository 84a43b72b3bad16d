#include "backend/insight/weaknesses.hpp"

#include <algorithm>
#include <map>

#include "shared/report/site_document.hpp"

namespace constat::server {

using Doc = nlohmann::json;

std::vector<Doc> weaknesses_by_site(const std::vector<CountedVisit>& visits) {
  std::map<std::string, std::vector<report::ReportedVisit>> by_site;
  // Oldest first: the newest visit's words are shown.
  for (auto visit = visits.rbegin(); visit != visits.rend(); ++visit) by_site[visit->record.site.value].push_back(visit->reported);
  std::vector<Doc> all;
  for (const auto& [site, of_site] : by_site) {
    // The order does not depend on the language.
    const auto french = report::weaknesses_of(of_site, Language::french), english = report::weaknesses_of(of_site, Language::english);
    for (std::size_t i = 0; i < french.size(); ++i)
      all.push_back({{"site", site},
                     {"checklist", {{"fr", french[i].checklist}, {"en", english[i].checklist}}},
                     {"question", {{"fr", french[i].question}, {"en", english[i].question}}},
                     {"lost", french[i].lost},
                     {"asked", french[i].asked},
                     {"share", french[i].share}});
  }
  std::stable_sort(all.begin(), all.end(), [](const Doc& a, const Doc& b) {
    const auto lost_a = a["lost"].get<std::int64_t>(), lost_b = b["lost"].get<std::int64_t>();
    return lost_a != lost_b ? lost_a > lost_b : a["share"].get<double>() < b["share"].get<double>();
  });
  return all;
}

}  // namespace constat::server

#include "backend/insight/figure_visits.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "backend/feed/documents.hpp"
#include "backend/insight/network.hpp"
#include "backend/store/official.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kMostVisits = 100;

// What the item gave, in percent of what it could; none where it did not count.
std::optional<double> points_of(const report::ReportedVisit& visit, const std::string& item) {
  const auto ref = visit.checklist->find(item);
  if (!ref) return std::nullopt;
  const ItemTrace* trace = report::trace_of(visit, *ref);
  if (!trace || !trace->visible || !trace->answered || trace->possible.value <= 0) return std::nullopt;
  return 100.0 * static_cast<double>(trace->earned.value) / static_cast<double>(trace->possible.value);
}

// In how many visits of each site the question counted, of the sites that this user hears of.
std::map<std::string, std::int64_t> asked_by_site(const std::vector<std::shared_ptr<const VisitSums>>& all, const SignedIn& who, const BehindFigure& behind) {
  std::map<std::string, std::int64_t> asked;
  for (const auto& sums : all) {
    if (!may_see_site(who, sums->site)) continue;
    for (const ChecklistSums& checklist : sums->checklists) {
      if (!behind.checklist.empty() && checklist.checklist != behind.checklist) continue;
      for (const QuestionSums& question : checklist.questions)
        if (question.item == behind.item) asked[sums->site.value] += question.asked;
    }
  }
  return asked;
}

}  // namespace

std::optional<std::string> figure_visits(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const BehindFigure& behind) {
  const auto scope = scope_of(reader, behind.asked);
  if (!scope) return std::nullopt;
  VisitFilter filter;
  if (scope->wave != kAllWaves) filter.wave = WaveId(scope->wave);
  if (!behind.site.empty()) filter.site = SiteId(behind.site);
  VisitSource source(reader, checklists, Language::french);  // names are not used
  // With a question the sums know how many visits there are: only those that are listed are opened.
  std::map<std::string, std::int64_t> asked;
  std::size_t expected = 0;
  if (!behind.item.empty()) {
    Scope visited = *scope;
    if (!behind.site.empty()) visited.ids_ = scope->contains(behind.site) ? std::set<std::string>{behind.site} : std::set<std::string>();
    asked = asked_by_site(kept.of(reader, checklists, visited, scope->wave), who, behind);
    for (const auto& [site, visits] : asked) expected += static_cast<std::size_t>(visits);
  }
  Doc list = Doc::array();
  std::size_t count = 0;
  for (const VisitRecord& record : reader.visits(filter)) {
    if (!scope->contains(record.site.value) || !may_see_visit(who, record) || !is_official(record, source.organisation())) continue;
    if (!behind.checklist.empty() && record.checklist.value != behind.checklist) continue;
    std::optional<double> points;
    if (!behind.item.empty()) {
      if (list.size() == std::min(expected, kMostVisits)) break;
      if (asked.count(record.site.value) == 0) continue;
      const auto visit = source.load(record);
      if (visit) points = points_of(*visit, behind.item);
      if (!points) continue;
    }
    if (++count > kMostVisits) continue;
    const Site* site = scope->find(record.site.value);
    Doc entry = {{"id", record.id.value}, {"started_at", record.started_at}, {"score", static_cast<double>(record.score->value) / 1e6},
                 {"site", site ? site_document(*site) : Doc{{"id", record.site.value}, {"name", record.site.value}}}, {"points", nullptr}};
    if (points) entry["points"] = *points;
    list.push_back(std::move(entry));
  }
  if (!behind.item.empty()) count = expected;
  return dump_document({{"wave", scope->wave}, {"count", count}, {"visits", std::move(list)}});
}

}  // namespace constat::server

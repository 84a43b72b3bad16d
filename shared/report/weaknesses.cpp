// Where points go lost again and again.
#include <algorithm>
#include <map>
#include <tuple>

#include "shared/report/site_document.hpp"

namespace constat::report {
namespace {

struct Sum {
  Weakness weakness;
  std::int64_t earned = 0, possible = 0;  // thousandths of points
};

}  // namespace

std::vector<Weakness> weaknesses_of(const std::vector<ReportedVisit>& visits, Language language) {
  // By checklist and item id: the newest visit's words are shown.
  std::map<std::pair<std::string, std::string>, Sum> sums;
  for (const ReportedVisit& visit : visits) {
    if (!visit.official) continue;
    for (const ItemTrace& trace : visit.score.trace) {
      if (!trace.visible || !trace.answered || trace.possible.value <= 0) continue;
      const Item& item = visit.checklist->at(trace.ref);
      Sum& sum = sums[{visit.visit.checklist.value, item.id.value}];
      sum.weakness.checklist = std::string(visit.checklist->title.in(code_of(language)));
      sum.weakness.question = std::string(item.prompt.in(code_of(language)));
      ++sum.weakness.asked;
      if (trace.earned < trace.possible) ++sum.weakness.lost;
      sum.earned += trace.earned.value;
      sum.possible += trace.possible.value;
    }
  }
  std::vector<Weakness> out;
  for (auto& [key, sum] : sums) {
    if (sum.weakness.lost < kRepeatedLosses) continue;
    sum.weakness.share = 100.0 * static_cast<double>(sum.earned) / static_cast<double>(sum.possible);
    out.push_back(std::move(sum.weakness));
  }
  std::stable_sort(out.begin(), out.end(), [](const Weakness& a, const Weakness& b) {
    return a.lost != b.lost ? a.lost > b.lost : a.share < b.share;
  });
  return out;
}

}  // namespace constat::report

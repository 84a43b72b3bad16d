#include "backend/insight/area_scores.hpp"

#include <algorithm>
#include <utility>

namespace constat::server {
namespace {

struct Points {
  std::int64_t earned = 0, possible = 0;  // millionths
  double percent() const { return std::clamp(100.0 * static_cast<double>(earned) / static_cast<double>(possible), 0.0, 100.0); }
};

}  // namespace

std::map<Area, double> area_scores(const report::ReportedVisit& visit) {
  std::map<Area, Points> sums;
  for (const ItemTrace& trace : visit.score.trace) {
    Points& sum = sums[visit.checklist->sections[trace.ref.section].area];
    sum.earned += trace.earned_weighted;
    sum.possible += trace.possible_weighted;
  }
  std::map<Area, double> out;
  for (const auto& [area, sum] : sums)
    if (sum.possible > 0) out[area] = sum.percent();
  return out;
}

std::optional<double> waiting_score(const report::ReportedVisit& visit) {
  Points sum;
  for (const ItemTrace& trace : visit.score.trace) {
    if (visit.checklist->at(trace.ref).type != ItemType::duration) continue;
    sum.earned += trace.earned_weighted;
    sum.possible += trace.possible_weighted;
  }
  if (sum.possible <= 0) return std::nullopt;
  return sum.percent();
}

}  // namespace constat::server

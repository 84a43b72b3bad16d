#include "shared/compare/groups.hpp"

#include <cmath>
#include <utility>

#include "shared/survey/distributions.hpp"

namespace constat {
namespace {

std::pair<ScoreSumsBySite, ScoreSumsBySite> split(const ScoreSumsBySite& scores, const std::set<std::string>& sites) {
  std::pair<ScoreSumsBySite, ScoreSumsBySite> out;
  for (const auto& [site, values] : scores) (sites.count(site) != 0 ? out.first : out.second)[site] = values;
  return out;
}

std::optional<PooledSpread> spread_of(const ScoreSumsBySite& before, const ScoreSumsBySite& now) {
  return before.empty() ? pooled_spread({&now}) : pooled_spread({&before, &now});
}

std::optional<GroupDistance> distance_of(const ScoreSumsBySite& group, const ScoreSumsBySite& others, const std::optional<PooledSpread>& spread) {
  const auto mean = network_mean(group, spread), other = network_mean(others, spread);
  if (!mean || !other || !spread) return std::nullopt;
  const auto degrees = static_cast<double>(spread->degrees);
  const double se = std::hypot(mean->se, other->se), half = t_quantile(0.975, degrees) * se;
  GroupDistance out;
  out.difference = mean->value - other->value;
  out.interval = {out.difference - half, out.difference + half};
  out.p = 2 * t_cdf(-std::fabs(out.difference) / se, degrees);
  out.others = other->value;
  out.visits = other->visits;
  out.sites = other->sites;
  return out;
}

// Benjamini-Hochberg over those groups that have the figure.
template <class Figure>
void adjust(std::vector<GroupScores>& groups, std::optional<Figure> GroupScores::*figure) {
  std::vector<Figure*> tested;
  std::vector<double> p;
  for (GroupScores& group : groups) {
    if (!(group.*figure)) continue;
    tested.push_back(&*(group.*figure));
    p.push_back(tested.back()->p);
  }
  const std::vector<double> adjusted = benjamini_hochberg(p);
  for (std::size_t i = 0; i < tested.size(); ++i) {
    tested[i]->p_adjusted = adjusted[i];
    tested[i]->sure = adjusted[i] < kSignificance;
  }
}

}  // namespace

std::vector<GroupScores> compare_groups(const std::vector<SiteGroup>& groups, const ScoreSumsBySite& before, const ScoreSumsBySite& now) {
  const auto common = spread_of(before, now);
  std::vector<GroupScores> out;
  for (const SiteGroup& group : groups) {
    const auto [inside, outside] = split(now, group.sites);
    const ScoreSumsBySite earlier = split(before, group.sites).first;
    const auto own = spread_of(earlier, inside);
    out.push_back({group.name, network_mean(inside, own), network_move(earlier, inside, own), distance_of(inside, outside, common)});
  }
  adjust(out, &GroupScores::change);
  adjust(out, &GroupScores::distance);
  return out;
}

}  // namespace constat

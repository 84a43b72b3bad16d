#include "shared/compare/leniency.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "shared/survey/distributions.hpp"

namespace constat {
namespace {

struct Site {
  double n = 0, sum = 0;
  std::map<std::size_t, double> visits_by;  // investigator -> visits
};

struct Totals {
  std::vector<std::string> names;       // investigators, sorted
  std::vector<double> n, sum;           // by investigator
  std::map<std::string, Site> sites;
};

Totals totals_of(const std::vector<JudgedVisit>& visits) {
  Totals totals;
  std::set<std::string> names;
  for (const JudgedVisit& visit : visits) names.insert(visit.investigator);
  totals.names.assign(names.begin(), names.end());
  totals.n.assign(totals.names.size(), 0);
  totals.sum.assign(totals.names.size(), 0);
  // Sums in an order of their own, so that the order of visits does not change a bit.
  std::vector<JudgedVisit> sorted = visits;
  std::sort(sorted.begin(), sorted.end(), [](const JudgedVisit& a, const JudgedVisit& b) {
    if (a.site != b.site) return a.site < b.site;
    return a.investigator != b.investigator ? a.investigator < b.investigator : a.score < b.score;
  });
  for (const JudgedVisit& visit : sorted) {
    const std::size_t who = static_cast<std::size_t>(std::lower_bound(totals.names.begin(), totals.names.end(), visit.investigator) - totals.names.begin());
    Site& site = totals.sites[visit.site];
    ++site.n;
    site.sum += visit.score;
    ++site.visits_by[who];
    ++totals.n[who];
    totals.sum[who] += visit.score;
  }
  return totals;
}

// Which investigators sites connect, as groups of positions.
std::vector<std::vector<std::size_t>> groups_of(const Totals& totals) {
  std::vector<std::size_t> leader(totals.names.size());
  for (std::size_t i = 0; i < leader.size(); ++i) leader[i] = i;
  const auto find = [&](std::size_t i) {
    while (leader[i] != i) i = leader[i] = leader[leader[i]];
    return i;
  };
  for (const auto& [id, site] : totals.sites)
    for (const auto& [who, count] : site.visits_by) leader[find(who)] = find(site.visits_by.begin()->first);
  std::map<std::size_t, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < leader.size(); ++i) groups[find(i)].push_back(i);
  std::vector<std::vector<std::size_t>> list;
  for (auto& [first, members] : groups) list.push_back(std::move(members));
  return list;
}

// Inverse of a symmetric positive definite matrix, by Gauss and Jordan without pivoting.
std::vector<std::vector<double>> inverse(std::vector<std::vector<double>> a) {
  const std::size_t n = a.size();
  for (std::size_t k = 0; k < n; ++k) {
    const double pivot = 1 / a[k][k];
    a[k][k] = 1;
    for (std::size_t j = 0; j < n; ++j) a[k][j] *= pivot;
    for (std::size_t i = 0; i < n; ++i) {
      if (i == k) continue;
      const double factor = a[i][k];
      a[i][k] = 0;
      for (std::size_t j = 0; j < n; ++j) a[i][j] -= factor * a[k][j];
    }
  }
  return a;
}

// One connected group, with the sites eliminated from the normal equations: C leniency = Q, C the intra-site Laplacian.
// Adding 1/g everywhere fixes the mean leniency at 0 and makes it invertible (generalised inverse of Moore and Penrose).
struct GroupFit {
  std::vector<double> leniency, variance;  // variance in units of sigma^2
};

GroupFit fit_group(const Totals& totals, const std::vector<std::size_t>& members) {
  const std::size_t g = members.size();
  std::map<std::size_t, std::size_t> place;
  for (std::size_t i = 0; i < g; ++i) place[members[i]] = i;
  const double share = 1 / static_cast<double>(g);
  std::vector<std::vector<double>> c(g, std::vector<double>(g, share));
  std::vector<double> q(g);
  for (std::size_t i = 0; i < g; ++i) {
    c[i][i] += totals.n[members[i]];
    q[i] = totals.sum[members[i]];
  }
  for (const auto& [id, site] : totals.sites) {
    if (place.count(site.visits_by.begin()->first) == 0) continue;
    for (const auto& [a, na] : site.visits_by) {
      q[place[a]] -= na * site.sum / site.n;
      for (const auto& [b, nb] : site.visits_by) c[place[a]][place[b]] -= na * nb / site.n;
    }
  }
  const std::vector<std::vector<double>> inverted = inverse(std::move(c));
  GroupFit fit{std::vector<double>(g, 0), std::vector<double>(g, 0)};
  for (std::size_t i = 0; i < g; ++i) {
    for (std::size_t j = 0; j < g; ++j) fit.leniency[i] += inverted[i][j] * q[j];
    fit.variance[i] = inverted[i][i] - share;  // without what the added 1/g put in
  }
  return fit;
}

}  // namespace

LeniencyTable leniency_of(const std::vector<JudgedVisit>& visits) {
  LeniencyTable table;
  const Totals totals = totals_of(visits);
  const std::vector<std::vector<std::size_t>> groups = groups_of(totals);
  table.groups = static_cast<std::int64_t>(groups.size());
  std::vector<double> leniency(totals.names.size(), 0), variance(totals.names.size(), 0);
  std::vector<bool> comparable(totals.names.size(), false);
  for (const std::vector<std::size_t>& members : groups) {
    if (members.size() < 2) continue;
    const GroupFit fit = fit_group(totals, members);
    for (std::size_t i = 0; i < members.size(); ++i) {
      leniency[members[i]] = fit.leniency[i];
      variance[members[i]] = fit.variance[i];
      comparable[members[i]] = true;
    }
  }
  // Site effects given the leniencies, then what is left over.
  std::map<std::string, double> level;
  for (const auto& [id, site] : totals.sites) {
    double sum = site.sum;
    for (const auto& [who, count] : site.visits_by) sum -= count * leniency[who];
    level[id] = sum / site.n;
  }
  double squares = 0;
  std::vector<double> left;
  for (const JudgedVisit& visit : visits) {
    const std::size_t who = static_cast<std::size_t>(std::lower_bound(totals.names.begin(), totals.names.end(), visit.investigator) - totals.names.begin());
    left.push_back(visit.score - level[visit.site] - leniency[who]);
  }
  for (double& rest : left) rest *= rest;
  std::sort(left.begin(), left.end());
  for (const double square : left) squares += square;
  table.degrees = static_cast<std::int64_t>(visits.size()) - static_cast<std::int64_t>(totals.sites.size()) -
                  static_cast<std::int64_t>(totals.names.size()) + table.groups;
  if (table.degrees > 0) table.sigma = std::sqrt(squares / static_cast<double>(table.degrees));
  const double quantile = table.degrees > 0 ? t_quantile(0.975, static_cast<double>(table.degrees)) : 0;
  for (std::size_t i = 0; i < totals.names.size(); ++i) {
    Leniency entry;
    entry.investigator = totals.names[i];
    entry.visits = static_cast<std::int64_t>(totals.n[i]);
    entry.mean = totals.sum[i] / totals.n[i];
    for (const auto& [id, site] : totals.sites) entry.sites += site.visits_by.count(i) != 0 ? 1 : 0;
    if (comparable[i] && table.degrees > 0) {
      entry.leniency = leniency[i];
      entry.expected = entry.mean - leniency[i];
      entry.se = table.sigma * std::sqrt(std::max(0.0, variance[i]));
      entry.low = leniency[i] - quantile * entry.se;
      entry.high = leniency[i] + quantile * entry.se;
    }
    table.investigators.push_back(std::move(entry));
  }
  return table;
}

}  // namespace constat

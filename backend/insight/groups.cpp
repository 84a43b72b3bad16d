#include "backend/insight/groups.hpp"

#include <algorithm>
#include <map>

#include "backend/insight/network.hpp"
#include "shared/compare/groups.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

std::vector<std::string> groups_of(const Site& site, GroupedBy by) {
  if (by == GroupedBy::tag) return {site.tags.begin(), site.tags.end()};
  return site.region.empty() ? std::vector<std::string>() : std::vector<std::string>{site.region};
}

std::vector<SiteGroup> groups_in(const Scope& scope, GroupedBy by) {
  std::map<std::string, SiteGroup> groups;
  for (const Site& site : scope.sites)
    for (const std::string& name : groups_of(site, by)) {
      groups[name].name = name;
      groups[name].sites.insert(site.id.value);
    }
  std::vector<SiteGroup> all;
  for (auto& [name, group] : groups) all.push_back(std::move(group));
  return all;
}

Doc mean_document(const std::optional<NetworkMean>& mean) {
  if (!mean) return nullptr;
  Doc doc = {{"value", mean->value}, {"visits", mean->visits}, {"sites", mean->sites}, {"interval", nullptr}};
  if (mean->interval) doc["interval"] = interval_document(mean->interval->low, mean->interval->high);
  return doc;
}

// What both kinds of difference have; `figure` is a ScoreMove or a GroupDistance.
template <class Figure>
Doc difference_document(const Figure& figure) {
  return {{"difference", figure.difference},
          {"interval", interval_document(figure.interval.low, figure.interval.high)},
          {"p_adjusted", figure.p_adjusted},
          {"sure", figure.sure}};
}

Doc kpi_document(const SiteKpi& kpi) {
  Doc doc = {{"n", kpi.n}, {"small_sample", kpi.small_sample}, {"suppressed", kpi.suppressed}};
  if (kpi.suppressed) return doc;
  doc["value"] = kpi.value;
  doc["low"] = kpi.low;
  doc["high"] = kpi.high;
  return doc;
}

}  // namespace

std::optional<std::string> group_report(Reader& reader, const Asked& asked, GroupedBy by) {
  const auto scope = scope_of(reader, {asked.wave, {}, {}, asked.limited});
  if (!scope) return std::nullopt;
  const auto previous = scope->previous();
  const ScoreSumsBySite now = scores_of(reader, *scope, scope->wave);
  const ScoreSumsBySite before = previous ? scores_of(reader, *scope, *previous) : ScoreSumsBySite();
  const auto spread = before.empty() ? pooled_spread({&now}) : pooled_spread({&before, &now});
  const std::vector<SiteGroup> groups = groups_in(*scope, by);
  std::map<std::string, std::vector<std::string>> groups_by_site;
  for (const SiteGroup& group : groups)
    for (const std::string& site : group.sites) groups_by_site[site].push_back(group.name);
  const auto kpis = compare_group_answers(reader, scope->wave, [&](const std::string& site) {
    const auto found = groups_by_site.find(site);
    return found == groups_by_site.end() ? std::vector<std::string>() : found->second;
  });

  Doc list = Doc::array();
  const std::vector<GroupScores> scores = compare_groups(groups, before, now);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const SiteGroup& group = groups[i];
    Doc doc = {{"name", group.name}, {"sites", group.sites.size()}, {"mean", mean_document(scores[i].mean)}, {"change", nullptr}, {"distance", nullptr}};
    if (const auto& change = scores[i].change) {
      Doc& out = doc["change"] = difference_document(*change);
      out.update({{"before", change->before}, {"after", change->after}, {"n_before", change->n_before}, {"n_after", change->n_after}});
    }
    if (const auto& distance = scores[i].distance) {
      Doc& out = doc["distance"] = difference_document(*distance);
      out.update({{"others", distance->others}, {"visits", distance->visits}, {"sites", distance->sites}});
    }
    // That of the comparison of these sites, so that both pages say the same.
    const Network own = compare_network(reader, scope->wave, Pairs::left_out, [&](const std::string& site) { return group.sites.count(site) != 0; });
    doc["index"] = own.comparison.network_index ? Doc(*own.comparison.network_index) : Doc(nullptr);
    doc["kpis"] = Doc::object();
    for (const auto& [name, kpi] : kpis)
      for (const SiteKpi& row : kpi.sites)
        if (row.site == group.name) doc["kpis"][name] = kpi_document(row);
    list.push_back(std::move(doc));
  }

  Doc out = scope_document(*scope);
  out["by"] = by == GroupedBy::tag ? "tag" : "region";
  out["previous"] = previous ? Doc(*previous) : Doc(nullptr);
  out["mean"] = mean_document(network_mean(now, spread));
  out["spread"] = spread ? Doc{{"sigma", spread->sigma}, {"degrees", spread->degrees}} : Doc(nullptr);
  out["sites"] = scope->sites.size();
  out["outside"] = std::count_if(scope->sites.begin(), scope->sites.end(), [&](const Site& site) { return groups_by_site.count(site.id.value) == 0; });
  out["kpi_labels"] = Doc::object();
  for (const auto& [name, kpi] : kpis) out["kpi_labels"][name] = kpi.label;
  out["groups"] = std::move(list);
  return dump_document(out);
}

}  // namespace constat::server

#include "backend/insight/investigators.hpp"

#include <map>
#include <tuple>

#include "backend/insight/network.hpp"
#include "shared/compare/agreement.hpp"
#include "shared/compare/leniency.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

// What can be compared: visits of one site with one checklist in one wave.
std::string cell_of(const VisitRecord& visit) { return visit.site.value + "\n" + visit.checklist.value + "\n" + visit.wave.value; }

// Every question that two investigators answered at the same cell: did it get all its points, or not? One rating an
// investigator, that of the newest visit.
Counts ratings_of(const std::vector<CountedVisit>& visits) {
  std::map<std::pair<std::string, std::string>, std::map<std::string, bool>> units;  // cell and item; by investigator
  for (const CountedVisit& visit : visits)
    for (const ItemTrace& trace : visit.reported.score.trace) {
      if (!trace.visible || !trace.answered || trace.possible.value <= 0) continue;
      units[{cell_of(visit.record), visit.reported.checklist->at(trace.ref).id.value}].emplace(visit.record.investigator.value,
                                                                                             trace.earned.value >= trace.possible.value);
    }
  Counts counts;
  for (const auto& [unit, by_investigator] : units) {
    if (by_investigator.size() < 2) continue;
    std::vector<std::int64_t> row(2);
    for (const auto& [investigator, full] : by_investigator) ++row[full ? 1 : 0];
    counts.push_back(std::move(row));
  }
  return counts;
}

Doc agreement_document(const std::optional<Agreement>& agreement) {
  if (!agreement) return nullptr;
  return {{"value", agreement->value}, {"observed", agreement->observed}, {"units", agreement->units},
          {"interval", interval_document(agreement->low, agreement->high)}};
}

}  // namespace

std::optional<std::string> investigator_report(Reader& reader, ChecklistCache& checklists, const Asked& asked) {
  const auto scope = scope_of(reader, asked);
  if (!scope) return std::nullopt;
  const std::vector<CountedVisit> visits = counted_visits(reader, checklists, *scope, scope->wave);
  std::vector<JudgedVisit> judged;
  std::map<std::string, std::set<std::string>> sites;
  for (const CountedVisit& visit : visits) {
    judged.push_back({cell_of(visit.record), visit.record.investigator.value, static_cast<double>(visit.record.score->value) / 1e6});
    sites[visit.record.investigator.value].insert(visit.record.site.value);
  }
  const LeniencyTable table = leniency_of(judged);
  std::map<std::string, std::string> names;
  for (const User& user : reader.users()) names[user.id.value] = user.name;
  Doc out = scope_document(*scope);
  out["visits"] = judged.size();
  out["sigma"] = table.sigma;
  out["degrees"] = table.degrees;
  out["groups"] = table.groups;
  out["investigators"] = Doc::array();
  for (const Leniency& each : table.investigators) {
    const auto name = names.find(each.investigator);
    Doc entry = {{"id", each.investigator}, {"name", name == names.end() ? each.investigator : name->second}, {"visits", each.visits},
                 {"sites", sites[each.investigator].size()}, {"mean", each.mean}, {"expected", nullptr}, {"leniency", nullptr}, {"interval", nullptr}};
    if (each.leniency) {
      entry["expected"] = *each.expected;
      entry["leniency"] = *each.leniency;
      entry["interval"] = interval_document(each.low, each.high);
    }
    out["investigators"].push_back(std::move(entry));
  }
  const Counts counts = ratings_of(visits);
  out["agreement"] = {{"ac1", agreement_document(gwet_ac1(counts))}, {"kappa", agreement_document(fleiss_kappa(counts))}};
  return dump_document(out);
}

}  // namespace constat::server

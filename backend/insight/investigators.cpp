#include "backend/insight/investigators.hpp"

#include <map>
#include <set>

#include "backend/insight/network.hpp"
#include "shared/compare/agreement.hpp"
#include "shared/compare/leniency.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

// What can be compared: visits of one site with one checklist in one wave.
std::string cell_of(const VisitSums& sums, const ChecklistSums& checklist) { return sums.site.value + "\n" + checklist.checklist + "\n" + sums.wave.value; }

// Every question that two investigators answered at the same cell: did it get all its points, or not? One rating an
// investigator, that of the newest visit.
void add_ratings(const ChecklistSums& checklist, Counts& counts) {
  for (std::size_t q = 0; q < checklist.questions.size(); ++q) {
    std::vector<std::int64_t> row(2);
    for (const InvestigatorSums& each : checklist.investigators)
      if (each.ratings[q] != Rating::none) ++row[each.ratings[q] == Rating::all_points ? 1 : 0];
    if (row[0] + row[1] >= 2) counts.push_back(std::move(row));
  }
}

Doc agreement_document(const std::optional<Agreement>& agreement) {
  if (!agreement) return nullptr;
  return {{"value", agreement->value}, {"observed", agreement->observed}, {"units", agreement->units},
          {"interval", interval_document(agreement->low, agreement->high)}};
}

}  // namespace

std::optional<std::string> investigator_report(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const Asked& asked) {
  const auto scope = scope_of(reader, asked);
  if (!scope) return std::nullopt;
  std::vector<JudgedVisit> judged;
  std::map<std::string, std::set<std::string>> sites;
  Counts counts;
  for (const auto& sums : kept.of(reader, checklists, *scope, scope->wave))
    for (const ChecklistSums& checklist : sums->checklists) {
      for (const InvestigatorSums& each : checklist.investigators) {
        for (const double score : each.scores) judged.push_back({cell_of(*sums, checklist), each.investigator.value, score});
        sites[each.investigator.value].insert(sums->site.value);
      }
      add_ratings(checklist, counts);
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
  out["agreement"] = {{"ac1", agreement_document(gwet_ac1(counts))}, {"kappa", agreement_document(fleiss_kappa(counts))}};
  return dump_document(out);
}

}  // namespace constat::server

#include "backend/insight/comparison.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "backend/feed/documents.hpp"
#include "backend/insight/network.hpp"
#include "backend/insight/scope.hpp"
#include "backend/store/official.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

Doc rules_document(const IndexRules& rules) {
  Doc weights = Doc::object();
  for (std::size_t i = 0; i < kIndexParts; ++i)
    weights[std::string(to_string(static_cast<IndexPart>(i)))] = rules.weights[i];
  return {{"format", "constat.index/1"},
          {"weights", weights},
          {"min_coverage", rules.min_coverage},
          {"min_responses", rules.min_responses},
          {"suppress_below", rules.suppress_below}};
}

using Titles = std::map<std::pair<std::string, std::int64_t>, Doc>;

// By id and version, as the checklists have them: one text a language.
Titles checklist_titles(Reader& reader) {
  Titles titles;
  for (const ChecklistRecord& record : reader.checklists()) {
    const Doc checklist = Doc::parse(record.json, nullptr, false);
    const auto title = checklist.find("title");
    titles[{record.id.value, record.version}] = title == checklist.end() ? Doc::object() : *title;
  }
  return titles;
}

// A checklist that the server does not have goes by its id.
Doc title_of(const Titles& titles, const VisitRecord& visit) {
  const auto found = titles.find({visit.checklist.value, visit.checklist_version});
  if (found != titles.end()) return found->second;
  return {{"fr", visit.checklist.value}, {"en", visit.checklist.value}};
}

void keep_only(Doc& list, const char* key, const SignedIn& who) {
  if (!list.is_array()) return;
  Doc kept = Doc::array();
  for (const Doc& entry : list)
    if (entry.contains(key) && entry[key].is_string() && may_see_site(who, SiteId(entry[key].get<std::string>())))
      kept.push_back(entry);
  list = std::move(kept);
}

// A site manager sees the own sites and the network, never another site.
void restrict_to(Doc& answer, const SignedIn& who) {
  if (who.user.role != Role::site_manager) return;
  keep_only(answer["sites"], "id", who);
  Doc& comparison = answer["comparison"];
  keep_only(comparison["sites"], "site", who);
  for (auto& [name, kpi] : comparison["kpis"].items()) keep_only(kpi["sites"], "site", who);
}

std::string compared(Reader& reader, const Scope& scope, const std::string& generated_at) {
  const Network network = compare_network(reader, scope.wave, Pairs::left_out, [&](const std::string& site) { return scope.is_all() || scope.contains(site); });
  const Comparison& comparison = network.comparison;

  Doc labels = Doc::object();
  for (const auto& [name, kpi] : comparison.kpis) labels[name] = kpi.label;
  Doc sites = Doc::array();
  for (const Site& site : scope.sites) sites.push_back(site_document(site));
  Doc answer = scope_document(scope);
  answer["sites"] = std::move(sites);
  answer["rules"] = rules_document(network.rules);
  answer["kpi_labels"] = std::move(labels);
  answer["generated_at"] = generated_at;
  std::string json = dump_document(answer);
  json.pop_back();  // what is largest is written once, and not read again
  return json + ",\"comparison\":" + write_comparison(comparison, Pairs::left_out) + "}";
}

}  // namespace

std::string Insight::computed(Reader& reader, const SignedIn& who, const Scope& scope) {
  // Everybody reads the same figures but those who see some sites only.
  std::string key = "comparison\n" + reader.organisation().id.value + "\n" + scope.wave + "\n" + scope.region + "\n" + scope.tag;
  if (who.limited) key += "\n" + who.user.id.value;
  return kept_.get(reader, key, [&] { return compared(reader, scope, rfc3339(clock_())); });
}

std::optional<std::string> Insight::comparison(const SignedIn& who, std::string_view asked, const std::string& region, const std::string& tag) {
  const auto reader = read_for(store_, who);
  const auto scope = scope_of(*reader, {std::string(asked), region, tag, who.limited});
  if (!scope) return std::nullopt;
  std::string json = computed(*reader, who, *scope);
  if (who.user.role != Role::site_manager) return json;
  Doc answer = Doc::parse(json, nullptr, false);
  restrict_to(answer, who);
  return dump_document(answer);
}

std::optional<std::string> Insight::site_summary(const SignedIn& who, const SiteId& id, std::string_view asked) {
  const auto reader = read_for(store_, who);
  const auto site = reader->site(id);
  const auto scope = scope_of(*reader, {std::string(asked), {}, {}, who.limited});
  if (!site || !scope || !may_see_site(who, id)) return std::nullopt;
  const Doc whole = Doc::parse(computed(*reader, who, *scope), nullptr, false);
  const Doc& comparison = whole["comparison"];

  const auto row_of = [&](const Doc& list) -> Doc {
    if (list.is_array())
      for (const Doc& entry : list)
        if (entry.value("site", std::string()) == id.value) return entry;
    return nullptr;
  };
  Doc kpis = Doc::object();
  for (const auto& [name, kpi] : comparison["kpis"].items())
    if (Doc row = row_of(kpi["sites"]); !row.is_null()) kpis[name] = std::move(row);

  VisitFilter filter;
  filter.site = id;
  if (scope->wave != kAllWaves) filter.wave = WaveId(scope->wave);
  Doc visits = Doc::array();
  const Titles titles = checklist_titles(*reader);
  std::map<std::string, std::string> names;
  if (may_know_investigators(who))
    for (const User& user : reader->users()) names[user.id.value] = user.name;
  for (const VisitRecord& visit : reader->visits(filter)) {
    if (!may_know_investigators(who) && !is_official_status(visit.status, visit.wave, who.organisation)) continue;
    Doc entry = {{"id", visit.id.value},
                 {"started_at", visit.started_at},
                 {"wave", visit.wave.value},
                 {"checklist", {{"id", visit.checklist.value}, {"version", visit.checklist_version},
                                {"title", title_of(titles, visit)}}},
                 {"investigator", nullptr},
                 {"status", visit.status},
                 {"score", nullptr},
                 {"grade", nullptr},
                 {"passed", nullptr},
                 {"score_differs", visit.score_differs}};
    if (may_know_investigators(who)) entry["investigator"] = {{"id", visit.investigator.value}, {"name", names[visit.investigator.value]}};
    if (visit.score) entry["score"] = static_cast<double>(visit.score->value) / 1e6;
    if (!visit.grade.empty()) entry["grade"] = visit.grade;
    if (visit.passed) entry["passed"] = *visit.passed;
    visits.push_back(std::move(entry));
  }
  return dump_document({{"wave", scope->wave},
               {"waves", whole["waves"]},
               {"site", site_document(*site)},
               {"row", row_of(comparison["sites"])},
               {"network", comparison.value("network", Doc(nullptr))},
               {"kpis", std::move(kpis)},
               {"kpi_labels", whole["kpi_labels"]},
               {"visits", std::move(visits)},
               {"limited", whole.value("limited", Doc())},
               {"generated_at", whole["generated_at"]}});
}

}  // namespace constat::server

#include "backend/insight/comparison.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "backend/feed/documents.hpp"
#include "backend/insight/network.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kKept = 64;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

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

Doc waves_document(const std::vector<Wave>& waves) {
  Doc list = Doc::array();
  for (const Wave& wave : waves) list.push_back({{"id", wave.id.value},
                    {"title", {{"fr", wave.title}, {"en", wave.title_en.empty() ? wave.title : wave.title_en}}}});
  return list;
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

Doc site_document(const Site& site) {
  return {{"id", site.id.value}, {"name", site.name}, {"city", site.city}, {"region", site.region}};
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
  for (auto& [name, kpi] : comparison["kpis"].items()) {
    keep_only(kpi["sites"], "site", who);
    if (kpi.contains("pairs")) {
      keep_only(kpi["pairs"], "a", who);
      keep_only(kpi["pairs"], "b", who);
    }
  }
}

}  // namespace

std::string Insight::computed(Reader& reader, const std::string& wave) {
  const Organisation organisation = reader.organisation();
  const std::string key = organisation.id.value + "\n" + wave;
  const std::int64_t seq = reader.seq();
  {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    if (found != kept_.end() && found->second.seq == seq) return found->second.json;
  }
  const Network network = compare_network(reader, wave);
  const Comparison& comparison = network.comparison;

  Doc labels = Doc::object();
  for (const auto& [name, kpi] : comparison.kpis) labels[name] = kpi.label;
  Doc sites = Doc::array();
  for (const Site& site : reader.sites()) sites.push_back(site_document(site));
  const Doc answer = {{"wave", wave},
                      {"waves", waves_document(reader.waves())},
                      {"sites", std::move(sites)},
                      {"rules", rules_document(network.rules)},
                      {"comparison", Doc::parse(write_comparison(comparison), nullptr, false)},
                      {"kpi_labels", std::move(labels)},
                      {"generated_at", rfc3339(clock_())}};
  std::string json = dump(answer);
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kKept) kept_.clear();
  kept_[key] = {seq, json};
  return json;
}

std::optional<std::string> Insight::comparison(const SignedIn& who, std::string_view asked) {
  const auto reader = store_.read(who.organisation.id);
  const auto wave = chosen_wave(*reader, asked);
  if (!wave) return std::nullopt;
  std::string json = computed(*reader, *wave);
  if (who.user.role != Role::site_manager) return json;
  Doc answer = Doc::parse(json, nullptr, false);
  restrict_to(answer, who);
  return dump(answer);
}

std::optional<std::string> Insight::site_summary(const SignedIn& who, const SiteId& id, std::string_view asked) {
  const auto reader = store_.read(who.organisation.id);
  const auto site = reader->site(id);
  const auto wave = chosen_wave(*reader, asked);
  if (!site || !wave || !may_see_site(who, id)) return std::nullopt;
  const Doc whole = Doc::parse(computed(*reader, *wave), nullptr, false);
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
  if (*wave != kAllWaves) filter.wave = WaveId(*wave);
  Doc visits = Doc::array();
  const Titles titles = checklist_titles(*reader);
  std::map<std::string, std::string> names;
  for (const User& user : reader->users()) names[user.id.value] = user.name;
  for (const VisitRecord& visit : reader->visits(filter)) {
    Doc entry = {{"id", visit.id.value},
                 {"started_at", visit.started_at},
                 {"wave", visit.wave.value},
                 {"checklist", {{"id", visit.checklist.value}, {"version", visit.checklist_version},
                                {"title", title_of(titles, visit)}}},
                 {"investigator", {{"id", visit.investigator.value}, {"name", names[visit.investigator.value]}}},
                 {"status", visit.status},
                 {"score", nullptr},
                 {"grade", nullptr},
                 {"passed", nullptr},
                 {"score_differs", visit.score_differs}};
    if (visit.score) entry["score"] = static_cast<double>(visit.score->value) / 1e6;
    if (!visit.grade.empty()) entry["grade"] = visit.grade;
    if (visit.passed) entry["passed"] = *visit.passed;
    visits.push_back(std::move(entry));
  }
  return dump({{"wave", *wave},
               {"waves", whole["waves"]},
               {"site", site_document(*site)},
               {"row", row_of(comparison["sites"])},
               {"network", comparison.value("network", Doc(nullptr))},
               {"kpis", std::move(kpis)},
               {"kpi_labels", whole["kpi_labels"]},
               {"visits", std::move(visits)},
               {"generated_at", whole["generated_at"]}});
}

}  // namespace constat::server

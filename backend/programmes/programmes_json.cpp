#include <algorithm>
#include <nlohmann/json.hpp>

#include "backend/programmes/programme_of.hpp"
#include "backend/programmes/programmes.hpp"
#include "shared/compare/index.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

Doc both(std::string_view french, std::string_view english) {
  return {{"fr", std::string(french)}, {"en", std::string(english.empty() ? french : english)}};
}

// The first programme is called so until somebody names it.
Doc title_of(const Programme& programme) {
  if (!programme.title.empty()) return both(programme.title, programme.title_en);
  return both(text(Language::french, "programmes.first"), text(Language::english, "programmes.first"));
}

Doc or_null(const std::string& json) { return json.empty() ? Doc() : Doc::parse(json, nullptr, false); }

// What holds where nothing is said: the organisation's rules, or the defaults.
Doc index_doc(const std::string& json) {
  if (!json.empty()) return or_null(json);
  const IndexRules rules;
  Doc weights = Doc::object();
  for (std::size_t i = 0; i < kIndexParts; ++i) weights[std::string(to_string(static_cast<IndexPart>(i)))] = rules.weights[i];
  return {{"format", "constat.index/1"}, {"weights", std::move(weights)}, {"min_coverage", rules.min_coverage},
          {"min_responses", rules.min_responses}, {"suppress_below", rules.suppress_below}};
}

Doc progress_doc(const Progress& progress) {
  return {{"target", progress.target}, {"to_make", progress.to_make}, {"made", progress.made}, {"approved", progress.approved}, {"missing", progress.missing()}};
}

Doc programme_doc(const Programme& programme) {
  return {{"id", programme.id.value},
          {"title", title_of(programme)},
          {"index", or_null(programme.index_rules)},
          {"retention_months", programme.retention_months ? Doc(*programme.retention_months) : Doc()},
          {"review_required", programme.review_required ? Doc(*programme.review_required) : Doc()},
          {"live_score", programme.live_score},
          {"discreet", programme.discreet},
          {"appeal_days", programme.appeal_days},
          {"employees", {{"named", programme.employees_named}, {"informed_on", programme.informed_on}, {"informed_how", programme.informed_how}}}};
}

Doc wave_doc(Reader& reader, const Wave& wave, Doc* by_site) {
  Doc sum = Doc::object();
  Progress all;
  std::int64_t missing = 0;
  std::map<std::string, Site> sites;
  if (by_site)
    for (Site& site : reader.sites()) sites.emplace(site.id.value, std::move(site));
  for (const auto& [id, progress] : progress_of(reader, wave)) {
    all.target += progress.target;
    all.to_make += progress.to_make;
    all.made += progress.made;
    all.approved += progress.approved;
    missing += progress.missing();
    if (!by_site) continue;
    Doc row = progress_doc(progress);
    const auto site = sites.find(id);
    row["site"] = site == sites.end() ? Doc{{"id", id}, {"name", id}, {"city", ""}, {"region", ""}}
                                      : Doc{{"id", id}, {"name", site->second.name}, {"city", site->second.city}, {"region", site->second.region}};
    by_site->push_back(std::move(row));
  }
  Doc progress = progress_doc(all);
  progress["missing"] = missing;  // a site with too many makes up for none
  return {{"id", wave.id.value},          {"programme", wave.programme.value},         {"title", both(wave.title, wave.title_en)},
          {"starts_on", wave.starts_on},  {"ends_on", wave.ends_on},                   {"closed", wave.closed},
          {"visits_per_site", wave.visits_per_site}, {"exceptions", wave.exceptions.empty() ? Doc::array() : or_null(wave.exceptions)},
          {"progress", std::move(progress)}};
}

}  // namespace

std::string programmes_json(Reader& reader) {
  const auto waves = reader.waves();
  Doc list = Doc::array();
  for (const Programme& programme : reader.programmes()) {
    std::int64_t all = 0, open = 0;
    std::string from, to;
    for (const Wave& wave : waves) {
      if (wave.programme != programme.id) continue;
      ++all;
      open += wave.closed ? 0 : 1;
      if (from.empty()) from = wave.starts_on;
      to = std::max({to, wave.ends_on, wave.starts_on});
    }
    list.push_back({{"id", programme.id.value}, {"title", title_of(programme)}, {"waves", all}, {"open_waves", open}, {"from", from}, {"to", to}});
  }
  return dump({{"programmes", std::move(list)}});
}

std::optional<std::string> programme_json(Reader& reader, const ProgrammeId& id) {
  const auto all = reader.programmes();
  const Programme* programme = find_programme(all, id);
  if (!programme) return std::nullopt;
  Doc doc = programme_doc(*programme);
  const Organisation organisation = reader.organisation();
  doc["organisation"] = {{"index", index_doc(organisation.index_rules)},
                         {"retention_months", organisation.retention_months},
                         {"review_required", organisation.review_required}};
  doc["waves"] = Doc::array();
  for (const Wave& wave : reader.waves())
    if (wave.programme == id) doc["waves"].push_back(wave_doc(reader, wave, nullptr));
  return dump(doc);
}

std::optional<std::string> wave_json(Reader& reader, const WaveId& id) {
  const auto waves = reader.waves();
  const Wave* wave = find_wave(waves, id);
  if (!wave) return std::nullopt;
  Doc sites = Doc::array();
  Doc doc = wave_doc(reader, *wave, &sites);
  doc["sites"] = std::move(sites);
  Doc programmes = Doc::array();
  for (const Programme& programme : reader.programmes()) programmes.push_back({{"id", programme.id.value}, {"title", title_of(programme)}});
  doc["programmes"] = std::move(programmes);
  return dump(doc);
}

}  // namespace constat::server

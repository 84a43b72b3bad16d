#include "backend/insight/scope.hpp"

#include <algorithm>

#include "backend/insight/network.hpp"

namespace constat::server {

using Doc = nlohmann::json;

const Site* Scope::find(const std::string& site) const {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Site& each) { return each.id.value == site; });
  return found == all.end() ? nullptr : &*found;
}

std::optional<std::string> Scope::previous() const {
  for (std::size_t i = 1; i < waves.size(); ++i)
    if (waves[i].id.value == wave) return waves[i - 1].id.value;
  return std::nullopt;
}

std::optional<Scope> scope_of(Reader& reader, const Asked& asked) {
  const auto wave = chosen_wave(reader, asked.wave);
  if (!wave) return std::nullopt;
  Scope scope;
  scope.wave = *wave;
  scope.region = asked.region;
  scope.tag = asked.tag;
  scope.limited = asked.limited;
  scope.waves = reader.waves();
  scope.all = reader.sites();
  for (const Site& site : scope.all) {
    if (!asked.region.empty() && site.region != asked.region) continue;
    if (!asked.tag.empty() && std::find(site.tags.begin(), site.tags.end(), asked.tag) == site.tags.end()) continue;
    scope.ids_.insert(site.id.value);
    scope.sites.push_back(site);
  }
  return scope;
}

ScoreSumsBySite scores_of(Reader& reader, const Scope& scope, const std::string& wave) {
  return official_scores(reader, wave, [&](const std::string& site) { return scope.contains(site); });
}

Doc waves_document(const std::vector<Wave>& waves) {
  Doc list = Doc::array();
  for (const Wave& wave : waves)
    list.push_back({{"id", wave.id.value},
                    {"title", {{"fr", wave.title}, {"en", wave.title_en.empty() ? wave.title : wave.title_en}}}});
  return list;
}

Doc site_document(const Site& site) {
  return {{"id", site.id.value}, {"name", site.name}, {"city", site.city}, {"region", site.region}};
}

Doc words_document(const LocalizedText& words) {
  Doc out = Doc::object();
  for (const char* language : {"fr", "en"}) out[language] = std::string(words.in(language));
  return out;
}

Doc interval_document(double low, double high) { return Doc::array({low, high}); }

Doc scope_document(const Scope& scope) {
  std::set<std::string> regions, tags;
  for (const Site& site : scope.all) {
    if (!site.region.empty()) regions.insert(site.region);
    tags.insert(site.tags.begin(), site.tags.end());
  }
  Doc doc = {{"wave", scope.wave}, {"waves", waves_document(scope.waves)}, {"regions", regions},
             {"tags", tags},       {"region", scope.region},               {"tag", scope.tag}};
  if (scope.limited) doc["limited"] = {{"sites", scope.all.size()}};
  return doc;
}

std::string dump_document(const Doc& document) { return document.dump(-1, ' ', false, Doc::error_handler_t::replace); }

}  // namespace constat::server

#include "backend/insight/network.hpp"

#include <utility>

#include "backend/insight/official.hpp"
#include "backend/insight/survey_data.hpp"
#include "shared/survey/survey.hpp"

namespace constat::server {
IndexRules rules_of(const Organisation& organisation) {
  if (!organisation.index_rules.empty())
    if (auto rules = parse_index_rules(organisation.index_rules)) return *rules;
  return {};
}

Network compare_network(Reader& reader, const std::string& wave, const std::function<bool(const std::string&)>& counts) {
  const Organisation organisation = reader.organisation();
  VisitFilter filter;
  if (wave != kAllWaves) filter.wave = WaveId(wave);
  std::vector<AuditScore> audits;
  for (const VisitRecord& visit : reader.visits(filter))
    if (counts(visit.site.value) && is_official(visit, organisation))
      audits.push_back({visit.site.value, visit.wave.value, static_cast<double>(visit.score->value) / 1e6});
  const Voices voices = voices_of(reader, wave, counts);
  std::vector<SurveyInput> inputs;
  for (std::size_t i = 0; i < voices.surveys.size(); ++i) inputs.push_back({&voices.surveys[i], &voices.responses[i]});
  Network network;
  network.rules = rules_of(organisation);
  network.comparison = compare_sites(network.rules, audits, inputs);
  return network;
}

std::optional<std::string> chosen_wave(Reader& reader, std::string_view asked) {
  const std::vector<Wave> waves = reader.waves();
  if (asked == kAllWaves || (asked.empty() && waves.empty())) return std::string(kAllWaves);
  if (asked.empty()) {
    for (auto wave = waves.rbegin(); wave != waves.rend(); ++wave) {
      VisitFilter filter;
      filter.wave = wave->id;
      filter.any = true;
      if (!reader.visits(filter).empty()) return wave->id.value;
    }
    return waves.back().id.value;
  }
  for (const Wave& wave : waves)
    if (wave.id.value == asked) return wave.id.value;
  return std::nullopt;
}

}  // namespace constat::server

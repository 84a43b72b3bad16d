#include "backend/programmes/programme_of.hpp"

#include <algorithm>

namespace constat::server {

const Wave* find_wave(const std::vector<Wave>& waves, const WaveId& wave) {
  const auto found = std::find_if(waves.begin(), waves.end(), [&](const Wave& each) { return each.id == wave; });
  return found == waves.end() ? nullptr : &*found;
}

const Programme* find_programme(const std::vector<Programme>& programmes, const ProgrammeId& id) {
  const auto found = std::find_if(programmes.begin(), programmes.end(), [&](const Programme& each) { return each.id == id; });
  return found == programmes.end() ? nullptr : &*found;
}

std::optional<Programme> programme_of(Reader& reader, const std::optional<WaveId>& wave) {
  const std::vector<Wave> waves = reader.waves();
  ProgrammeId id;
  if (wave) {
    if (const Wave* found = find_wave(waves, *wave)) id = found->programme;
  } else {
    for (const Wave& each : waves) {
      if (!id.empty() && id != each.programme) return std::nullopt;
      id = each.programme;
    }
  }
  const std::vector<Programme> programmes = reader.programmes();
  const Programme* programme = find_programme(programmes, id);
  return programme ? std::optional<Programme>(*programme) : std::nullopt;
}

std::string index_rules_of(Reader& reader, const std::optional<WaveId>& wave) {
  const auto programme = programme_of(reader, wave);
  return programme && !programme->index_rules.empty() ? programme->index_rules : reader.organisation().index_rules;
}

}  // namespace constat::server

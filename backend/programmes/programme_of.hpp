// Which programme a wave is of, and what holds for its visits: the programme's own word, or the organisation's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/store/repository.hpp"

namespace constat::server {

const Wave* find_wave(const std::vector<Wave>& waves, const WaveId& wave);
const Programme* find_programme(const std::vector<Programme>& programmes, const ProgrammeId& id);

// Of one wave, or without one of all waves. None: no such wave, or waves of several programmes.
std::optional<Programme> programme_of(Reader& reader, const std::optional<WaveId>& wave);

// JSON of constat.index/1 by which sites are compared in that wave, or over all; empty: the defaults.
std::string index_rules_of(Reader& reader, const std::optional<WaveId>& wave);

}  // namespace constat::server

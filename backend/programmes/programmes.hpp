// Programmes and waves added and changed, and what their pages say.
#pragma once

#include <optional>
#include <string>

#include "backend/programmes/programme_input.hpp"
#include "backend/store/store.hpp"
#include "shared/text/text.hpp"

namespace constat::server {

struct ProgrammeOutcome {
  enum class Kind : std::uint8_t { made, changed, unchanged, not_found, title_taken } kind = Kind::not_found;
  std::string id;  // of title_taken: the other one's
};

// Titles tell programmes apart, and the waves of one programme.
ProgrammeOutcome add_programme(Store& store, const OrganisationId& organisation, Programme programme);
ProgrammeOutcome change_programme(Store& store, const OrganisationId& organisation, const ProgrammeId& id, Programme programme);
ProgrammeOutcome add_wave(Store& store, const OrganisationId& organisation, Wave wave);
ProgrammeOutcome change_wave(Store& store, const OrganisationId& organisation, const WaveId& id, Wave wave);

std::string programmes_json(Reader& reader);
// None: there is no such programme, no such wave.
std::optional<std::string> programme_json(Reader& reader, const ProgrammeId& id);
std::optional<std::string> wave_json(Reader& reader, const WaveId& id);

}  // namespace constat::server

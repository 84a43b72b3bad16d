// A mission as a manager writes it. Reading collects every problem; what it names is looked up in the store.
#pragma once

#include <string_view>

#include "backend/store/repository.hpp"
#include "shared/base/json_reader.hpp"

namespace constat::server {

inline constexpr std::int64_t kHighestFee = 1'000'000;      // euro cents
inline constexpr std::size_t kLongestScenario = 8'000;      // bytes, each language
inline constexpr std::size_t kLongestMissionReason = 2'000;  // bytes

// {"site","checklist":{"id","version"},"wave","contact_mode","window":{"from","to"},"scenario":{"fr","en"}?,"live_score"?,
// (from and to: moments, or days, which begin at 08:00 and end at 20:00 in France)
// "discreet"?,"investigator"?,"fee"?,"expenses_cap"?,"skills"?}: open without an investigator, assigned with one.
Parsed<Mission> parse_mission(std::string_view id, std::string_view json);

// {"reason"}
Parsed<std::string> parse_cancellation(std::string_view json);

// What missions and plans have in common.
std::string read_contact_mode(JsonReader& reader);
void read_scenario(JsonReader& reader, std::string& french, std::string& english);
std::optional<std::int64_t> read_cents(JsonReader& reader, std::string_view name);
std::string read_word(JsonReader& reader, std::string_view name);  // required and not blank

// Which of its site, checklist, wave and investigator the organisation does not have, or may not be used.
void look_up(Reader& reader, const Mission& mission, Problems& problems);
// `has_it`: an older mission may keep what no new one may choose, a withdrawn version or a closed wave.
void look_up_checklist(Reader& reader, const Mission& mission, bool has_it, Problems& problems);
void look_up_wave(Reader& reader, const WaveId& wave, bool has_it, Problems& problems);
bool is_available(Reader& reader, const UserId& id);  // an investigator whose account is not disabled

}  // namespace constat::server

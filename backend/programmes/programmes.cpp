#include "backend/programmes/programmes.hpp"

#include "backend/administration/made_id.hpp"
#include "backend/programmes/programme_of.hpp"

namespace constat::server {
namespace {

using Kind = ProgrammeOutcome::Kind;

bool same(const Programme& a, const Programme& b) {
  return a.title == b.title && a.title_en == b.title_en && a.index_rules == b.index_rules && a.retention_months == b.retention_months &&
         a.review_required == b.review_required && a.live_score == b.live_score && a.discreet == b.discreet && a.appeal_days == b.appeal_days &&
         a.employees_named == b.employees_named && a.informed_on == b.informed_on && a.informed_how == b.informed_how;
}

bool same(const Wave& a, const Wave& b) {
  return a.title == b.title && a.title_en == b.title_en && a.starts_on == b.starts_on && a.ends_on == b.ends_on && a.closed == b.closed &&
         a.visits_per_site == b.visits_per_site && a.exceptions == b.exceptions && a.programme == b.programme;
}

// The id of another one that is called the same; empty: none.
std::string other_of(Reader& reader, const Programme& programme) {
  for (const Programme& each : reader.programmes())
    if (each.id != programme.id && each.title == programme.title) return each.id.value;
  return {};
}

std::string other_of(Reader& reader, const Wave& wave) {
  for (const Wave& each : reader.waves())
    if (each.id != wave.id && each.programme == wave.programme && each.title == wave.title) return each.id.value;
  return {};
}

}  // namespace

ProgrammeOutcome add_programme(Store& store, const OrganisationId& organisation, Programme programme) {
  ProgrammeOutcome outcome;
  store.write(organisation, [&](Writer& writer) {
    if (const std::string other = other_of(writer, programme); !other.empty()) {
      outcome = {Kind::title_taken, other};
      return;
    }
    const auto all = writer.programmes();
    programme.id = ProgrammeId(free_id_from(programme.title, [&](const std::string& id) { return find_programme(all, ProgrammeId(id)) != nullptr; }));
    writer.put_programme(programme);
    outcome = {Kind::made, programme.id.value};
  });
  return outcome;
}

ProgrammeOutcome change_programme(Store& store, const OrganisationId& organisation, const ProgrammeId& id, Programme programme) {
  ProgrammeOutcome outcome;
  programme.id = id;
  store.write(organisation, [&](Writer& writer) {
    const auto all = writer.programmes();
    const Programme* before = find_programme(all, id);
    if (!before) return;
    outcome = {Kind::unchanged, id.value};
    if (same(*before, programme)) return;
    if (const std::string other = other_of(writer, programme); !other.empty()) {
      outcome = {Kind::title_taken, other};
      return;
    }
    writer.put_programme(programme);
    outcome.kind = Kind::changed;
  });
  return outcome;
}

ProgrammeOutcome add_wave(Store& store, const OrganisationId& organisation, Wave wave) {
  ProgrammeOutcome outcome;
  store.write(organisation, [&](Writer& writer) {
    if (const std::string other = other_of(writer, wave); !other.empty()) {
      outcome = {Kind::title_taken, other};
      return;
    }
    const auto all = writer.waves();
    wave.id = WaveId(free_id_from(wave.title, [&](const std::string& id) { return id == "all" || find_wave(all, WaveId(id)) != nullptr; }));
    writer.put_wave(wave);
    outcome = {Kind::made, wave.id.value};
  });
  return outcome;
}

ProgrammeOutcome change_wave(Store& store, const OrganisationId& organisation, const WaveId& id, Wave wave) {
  ProgrammeOutcome outcome;
  wave.id = id;
  store.write(organisation, [&](Writer& writer) {
    const auto all = writer.waves();
    const Wave* before = find_wave(all, id);
    if (!before) return;
    outcome = {Kind::unchanged, id.value};
    if (same(*before, wave)) return;
    if (const std::string other = other_of(writer, wave); !other.empty()) {
      outcome = {Kind::title_taken, other};
      return;
    }
    writer.put_wave(wave);
    outcome.kind = Kind::changed;
  });
  return outcome;
}

}  // namespace constat::server

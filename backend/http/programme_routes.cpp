// Programmes and their waves: read by managers, waves planned by them, programmes set up by administrators.
#include "backend/auth/limits.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/programmes/programme_of.hpp"
#include "backend/programmes/programmes.hpp"

namespace constat::server::http {
namespace {

constexpr std::size_t kBytes = 64u << 10;
constexpr std::int64_t kDay = 24 * 60 * 60 * 1000LL;

const OrganisationId& organisation_of(const Call& call) { return call.who->organisation.id; }
std::unique_ptr<Reader> reader_of(const Call& call) { return read_for(call.services.store, *call.who); }

Response shown(const Call& call, std::optional<std::string> json, int status = 200) {
  return json ? json_response(status, std::move(*json)) : problem(call.language, 404, "not-found");
}

Response list(const Call& call) { return json_response(200, programmes_json(*reader_of(call))); }
Response one(const Call& call) { return shown(call, programme_json(*reader_of(call), ProgrammeId(call.path.at("id")))); }
Response one_wave(const Call& call) { return shown(call, wave_json(*reader_of(call), WaveId(call.path.at("id")))); }

using Shown = std::optional<std::string> (*)(const Call&, const std::string& id);

Response answer(const Call& call, const ProgrammeOutcome& outcome, Shown show) {
  using Kind = ProgrammeOutcome::Kind;
  if (outcome.kind == Kind::not_found) return problem(call.language, 404, "not-found");
  if (outcome.kind == Kind::title_taken) return problem(call.language, 409, "title-taken", {outcome.id});
  Response response = shown(call, show(call, outcome.id), outcome.kind == Kind::made ? 201 : 200);
  response.unchanged = outcome.kind == Kind::unchanged;
  return response;
}

std::optional<std::string> show_programme(const Call& call, const std::string& id) { return programme_json(*reader_of(call), ProgrammeId(id)); }
std::optional<std::string> show_wave(const Call& call, const std::string& id) { return wave_json(*reader_of(call), WaveId(id)); }

Parsed<Programme> programme_in(const Call& call) { return parse_programme(call.request.body, call.services.clock() / kDay); }

Response add(const Call& call) {
  const auto programme = programme_in(call);
  if (!programme) return problem(call.language, 400, "bad-programme", {}, programme.error());
  return answer(call, add_programme(call.services.store, organisation_of(call), *programme), show_programme);
}

Response change(const Call& call) {
  const ProgrammeId id(call.path.at("id"));
  if (!find_programme(reader_of(call)->programmes(), id)) return problem(call.language, 404, "not-found");
  const auto programme = programme_in(call);
  if (!programme) return problem(call.language, 400, "bad-programme", {}, programme.error());
  return answer(call, change_programme(call.services.store, organisation_of(call), id, *programme), show_programme);
}

// A wave is of the whole network: who sees a part of it only does not set what the others have to do.
bool sees_all(const Call& call) { return !call.who->limited; }

Response add_one_wave(const Call& call) {
  const ProgrammeId programme(call.path.at("id"));
  const auto reader = read_for(call.services.store, *call.who);
  if (!find_programme(reader->programmes(), programme)) return problem(call.language, 404, "not-found");
  if (!sees_all(call)) return problem(call.language, 403, "wave-of-all");
  const auto wave = parse_wave(*reader, call.request.body, programme);
  if (!wave) return problem(call.language, 400, "bad-wave", {}, wave.error());
  return answer(call, add_wave(call.services.store, organisation_of(call), *wave), show_wave);
}

Response change_one_wave(const Call& call) {
  const WaveId id(call.path.at("id"));
  const auto reader = read_for(call.services.store, *call.who);
  const auto waves = reader->waves();
  const Wave* before = find_wave(waves, id);
  if (!before) return problem(call.language, 404, "not-found");
  if (!sees_all(call)) return problem(call.language, 403, "wave-of-all");
  const auto wave = parse_wave(*reader, call.request.body, before->programme);
  if (!wave) return problem(call.language, 400, "bad-wave", {}, wave.error());
  return answer(call, change_wave(call.services.store, organisation_of(call), id, *wave), show_wave);
}

}  // namespace

void add_programme_routes(std::vector<Route>& table) {
  const Access administrators = Access::roles({Role::administrator});
  const Access planners = Access::roles({Role::manager, Role::administrator});
  table.push_back({Method::get, "/api/v1/programmes", planners, {}, list, TokenScope::programmes_read});
  table.push_back({Method::post, "/api/v1/programmes", administrators, kBytes, add, TokenScope::programmes_write});
  table.push_back({Method::get, "/api/v1/programmes/{id}", planners, {}, one, TokenScope::programmes_read});
  table.push_back({Method::post, "/api/v1/programmes/{id}", administrators, kBytes, change, TokenScope::programmes_write});
  table.push_back({Method::post, "/api/v1/programmes/{id}/waves", planners, kBytes, add_one_wave, TokenScope::programmes_write});
  table.push_back({Method::get, "/api/v1/waves/{id}", planners, {}, one_wave, TokenScope::programmes_read});
  table.push_back({Method::post, "/api/v1/waves/{id}", planners, kBytes, change_one_wave, TokenScope::programmes_write});
}

}  // namespace constat::server::http

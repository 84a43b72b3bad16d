#include "backend/administration/checklist_withdrawal.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "shared/base/reason.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;
using Kind = WithdrawalOutcome::Kind;

constexpr std::size_t kMostListed = 200;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

std::vector<Mission> open_missions(Reader& reader, const ChecklistId& id, std::int64_t version) {
  std::vector<Mission> open;
  for (Mission& mission : reader.missions({}))
    if ((mission.status == "open" || mission.status == "assigned") && mission.checklist == id && mission.checklist_version == version)
      open.push_back(std::move(mission));
  return open;
}

std::string answer(Reader& reader, const ChecklistRecord& record) {
  const Doc withdrawn = record.withdrawn_at.empty() ? Doc() : Doc{{"at", record.withdrawn_at}, {"reason", record.withdrawn_reason}};
  return dump({{"id", record.id.value}, {"version", record.version}, {"withdrawn", withdrawn}, {"reason", record.withdrawn_reason},
               {"missions", open_missions(reader, record.id, record.version).size()}});
}

WithdrawalOutcome set(Store& store, const OrganisationId& organisation, const ChecklistId& id, std::int64_t version, const std::string& at,
                      const std::string& reason) {
  WithdrawalOutcome outcome;
  store.write(organisation, [&](Writer& writer) {
    auto record = writer.checklist(id, version);
    if (!record) return;
    // Withdrawn again for the same reason, it was withdrawn the first time.
    const bool same = record->withdrawn_at.empty() == at.empty() && record->withdrawn_reason == reason;
    outcome.kind = same ? Kind::unchanged : Kind::changed;
    if (!same) {
      writer.withdraw_checklist(id, version, at, reason);
      record->withdrawn_at = at;
      record->withdrawn_reason = reason;
    }
    outcome.json = answer(writer, *record);
  });
  return outcome;
}

}  // namespace

Parsed<std::string> parse_withdrawal(std::string_view json) { return parse_reason(json, kLongestWithdrawalReason); }

WithdrawalOutcome withdraw_checklist(Store& store, const OrganisationId& organisation, const ChecklistId& id, std::int64_t version,
                                     const std::string& reason, std::int64_t now_ms) {
  return set(store, organisation, id, version, rfc3339(now_ms), reason);
}

WithdrawalOutcome restore_checklist(Store& store, const OrganisationId& organisation, const ChecklistId& id, std::int64_t version) {
  return set(store, organisation, id, version, {}, {});
}

std::optional<std::string> missions_on_checklist_json(Reader& reader, const ChecklistId& id, std::int64_t version) {
  if (!reader.checklist(id, version)) return std::nullopt;
  const auto open = open_missions(reader, id, version);
  std::map<std::string, std::string> sites, people;
  for (const Site& site : reader.sites()) sites[site.id.value] = site.name;
  for (const User& user : reader.users()) people[user.id.value] = user.name;
  const auto named = [](const std::map<std::string, std::string>& names, const std::string& key) {
    const auto found = names.find(key);
    return Doc{{"id", key}, {"name", found == names.end() ? key : found->second}};
  };
  Doc list = Doc::array();
  for (const Mission& mission : open) {
    if (list.size() >= kMostListed) break;
    list.push_back({{"id", mission.id.value}, {"site", named(sites, mission.site.value)}, {"wave", mission.wave.value},
                    {"window", {{"from", mission.window_from}, {"to", mission.window_to}}}, {"status", mission.status},
                    {"investigator", mission.investigator.empty() ? Doc() : named(people, mission.investigator.value)}});
  }
  return dump({{"id", id.value}, {"version", version}, {"missions", std::move(list)}, {"count", open.size()}});
}

}  // namespace constat::server

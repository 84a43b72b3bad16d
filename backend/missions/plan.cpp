#include "backend/missions/plan.hpp"

#include <algorithm>
#include <map>

#include "backend/missions/france_time.hpp"
#include "backend/missions/mission_input.hpp"
#include "backend/missions/spread.hpp"
#include "backend/missions/stays.hpp"
#include "shared/base/calendar.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kMostReasons = 5;
constexpr int kOpens = 8 * 60, kCloses = 20 * 60;  // minutes of the day in which a visit may be made

struct Candidate {
  UserId id;
  std::vector<Stay> stays;
  std::size_t given = 0;
};

// Takes people in turn: who has the fewest of this plan, and of these the next in the circle.
class Turns {
 public:
  explicit Turns(std::vector<Candidate> candidates) : candidates_(std::move(candidates)) {}

  // Who takes it; none after `why` was filled.
  std::optional<UserId> give(Reader& reader, const Stay& wanted, const RotationRules& rules, std::vector<Unassigned::Why>& why) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < candidates_.size(); ++i) order.push_back((next_ + i) % candidates_.size());
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return candidates_[a].given < candidates_[b].given; });
    for (const std::size_t at : order) {
      Candidate& candidate = candidates_[at];
      if (const auto refusal = rotation_refusal(rules, wanted, candidate.stays)) {
        if (why.size() < kMostReasons) why.push_back({candidate.id, rotation_problem(reader, "investigators", rules, *refusal)});
        continue;
      }
      candidate.stays.push_back(wanted);
      ++candidate.given;
      next_ = (at + 1) % candidates_.size();
      return candidate.id;
    }
    return std::nullopt;
  }

 private:
  std::vector<Candidate> candidates_;
  std::size_t next_ = 0;
};

void look_up_plan(Reader& reader, const PlanRequest& request, std::int64_t today, Problems& problems) {
  Mission model = request.model;
  const auto waves = reader.waves();
  const bool known = std::any_of(waves.begin(), waves.end(), [&](const Wave& wave) { return wave.id == model.wave; });
  if (!known && request.wave_title_fr.empty()) problems.push_back({"wave", "unknown-wave", {model.wave.value}});
  if (!known && !request.wave_title_fr.empty() && !is_id(model.wave.value)) problems.push_back({"wave", "bad-id", {model.wave.value}});
  if (!reader.checklist(model.checklist, model.checklist_version))
    problems.push_back({"checklist", "unknown-checklist", {model.checklist.value, std::to_string(model.checklist_version)}});
  for (std::size_t i = 0; i < request.sites.size(); ++i)
    if (!reader.site(request.sites[i])) problems.push_back({element_path("sites", i), "unknown-site", {request.sites[i].value}});
  if (request.investigators)
    for (std::size_t i = 0; i < request.investigators->size(); ++i)
      if (const UserId& id = (*request.investigators)[i]; !is_available(reader, id))
        problems.push_back({element_path("investigators", i), "unknown-investigator", {id.value}});
  if (request.to < today) problems.push_back({"to", "plan-in-past", {date_of_day(request.to)}});
}

void put_wave(Writer& writer, const PlanRequest& request) {
  const auto waves = writer.waves();
  if (std::any_of(waves.begin(), waves.end(), [&](const Wave& wave) { return wave.id == request.model.wave; })) return;
  writer.put_wave({request.model.wave, request.wave_title_fr, date_of_day(request.from), request.wave_title_en});
}

// How many of the target are there, by site. Cancelled ones are to be made again.
std::map<std::string, std::size_t> planned_before(Reader& reader, const Mission& model) {
  MissionFilter filter;
  filter.wave = model.wave;
  std::map<std::string, std::size_t> counts;
  for (const Mission& mission : reader.missions(filter))
    if (mission.status != "cancelled" && mission.checklist == model.checklist && mission.contact_mode == model.contact_mode)
      ++counts[mission.site.value];
  return counts;
}

// From what the mission is for, so that nothing but the store decides which numbers are free.
MissionId free_id(Reader& reader, const Mission& mission, std::map<std::string, std::size_t>& used) {
  const std::string base =
      "p-" + sha256_hex(mission.wave.value + "\n" + mission.checklist.value + "\n" + mission.contact_mode + "\n" + mission.site.value).substr(0, 20);
  for (;;) {
    const MissionId id(base + "-" + std::to_string(++used[base]));
    if (!reader.mission(id)) return id;
  }
}

PlanOutcome lay_out(Reader& reader, const PlanRequest& request, std::int64_t today, const RotationRules& rules) {
  PlanOutcome outcome;
  look_up_plan(reader, request, today, outcome.problems);
  if (!outcome.problems.empty()) return outcome;
  const auto before = planned_before(reader, request.model);
  std::vector<std::size_t> there;
  for (const SiteId& site : request.sites) {
    const auto found = before.find(site.value);
    there.push_back(std::min(found == before.end() ? 0 : found->second, request.per_site));
    outcome.already += there.back();
  }
  std::vector<Candidate> candidates;
  if (request.investigators)
    for (const UserId& id : *request.investigators) candidates.push_back({id, stays_of(reader, id), 0});
  Turns turns(std::move(candidates));
  std::map<std::string, std::size_t> used;
  for (const Slot& slot : spread(there, request.per_site, std::max(request.from, today), request.to)) {
    Mission mission = request.model;
    mission.site = request.sites[slot.site];
    mission.id = free_id(reader, mission, used);
    mission.window_from = in_france(slot.day, kOpens);
    mission.window_to = in_france(std::min(slot.day + request.days - 1, request.to), kCloses);
    mission.status = "open";
    if (!request.investigators) {
      outcome.missions.push_back(std::move(mission));
      continue;
    }
    std::vector<Unassigned::Why> why;
    const auto person = turns.give(reader, *stay_of(reader, mission), rules, why);
    if (!person) {
      outcome.unassigned.push_back({std::move(mission), std::move(why)});
      continue;
    }
    mission.status = "assigned";
    mission.investigator = *person;
    outcome.missions.push_back(std::move(mission));
  }
  return outcome;
}

}  // namespace

PlanOutcome make_plan(Store& store, const OrganisationId& organisation, const PlanRequest& request, std::int64_t now_ms,
                      const RotationRules& rules) {
  const std::int64_t today = day_in_france(now_ms);
  if (request.dry_run) return lay_out(*store.read(organisation), request, today, rules);
  PlanOutcome outcome;
  store.write(organisation, [&](Writer& writer) {
    outcome = lay_out(writer, request, today, rules);
    if (!outcome.problems.empty()) return;
    put_wave(writer, request);
    for (const Mission& mission : outcome.missions) writer.put_mission(mission);
  });
  return outcome;
}

}  // namespace constat::server

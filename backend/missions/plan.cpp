#include "backend/missions/plan.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "backend/missions/eligibility.hpp"
#include "backend/missions/france_time.hpp"
#include "backend/missions/mission_input.hpp"
#include "backend/missions/spread.hpp"
#include "backend/missions/stays.hpp"
#include "backend/programmes/programme_of.hpp"
#include "backend/programmes/targets.hpp"
#include "shared/base/calendar.hpp"
#include "shared/base/sha256.hpp"
#include "shared/review/opening_hours.hpp"
#include "shared/review/visit_facts.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kMostReasons = 5;

struct Candidate {
  User person;
  std::vector<Stay> stays;
  std::size_t given = 0;
};

// Takes people in turn: who has the fewest of this plan, and of these the next in the circle.
class Turns {
 public:
  explicit Turns(std::vector<Candidate> candidates) : candidates_(std::move(candidates)) {}

  // Who takes it; none after `why` was filled.
  std::optional<UserId> give(Reader& reader, const Mission& mission, const Stay& wanted, const RotationRules& rules, std::vector<Unassigned::Why>& why) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < candidates_.size(); ++i) order.push_back((next_ + i) % candidates_.size());
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return candidates_[a].given < candidates_[b].given; });
    for (const std::size_t at : order) {
      Candidate& candidate = candidates_[at];
      const auto against = eligibility_problems(reader, candidate.person, mission, "investigators");
      for (const Problem& problem : against)
        if (why.size() < kMostReasons) why.push_back({candidate.person.id, problem});
      if (!against.empty()) continue;
      if (const auto refusal = rotation_refusal(rules, wanted, candidate.stays)) {
        if (why.size() < kMostReasons) why.push_back({candidate.person.id, rotation_problem(reader, "investigators", rules, *refusal)});
        continue;
      }
      candidate.stays.push_back(wanted);
      ++candidate.given;
      next_ = (at + 1) % candidates_.size();
      return candidate.person.id;
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
  const Wave* wave = find_wave(waves, model.wave);
  const bool known = wave != nullptr;
  if (wave && wave->closed) problems.push_back({"wave", "closed-wave", {wave->title}});
  if (request.to_targets && !(wave && has_targets(*wave))) problems.push_back({"to_targets", "wave-without-targets", {}});
  if (!known && !request.programme.empty() && !find_programme(reader.programmes(), request.programme))
    problems.push_back({"programme", "unknown-programme", {request.programme.value}});
  if (!known && request.wave_title_fr.empty()) problems.push_back({"wave", "unknown-wave", {model.wave.value}});
  if (!known && !request.wave_title_fr.empty() && !is_id(model.wave.value)) problems.push_back({"wave", "bad-id", {model.wave.value}});
  look_up_checklist(reader, model, false, problems);
  for (std::size_t i = 0; i < request.sites.size(); ++i)
    if (!reader.site(request.sites[i])) problems.push_back({element_path("sites", i), "unknown-site", {request.sites[i].value}});
  if (request.investigators)
    for (std::size_t i = 0; i < request.investigators->size(); ++i)
      if (const UserId& id = (*request.investigators)[i]; !is_available(reader, id))
        problems.push_back({element_path("investigators", i), "unknown-investigator", {id.value}});
  if (request.to < today) problems.push_back({"to", "plan-in-past", {date_of_day(request.to)}});
}

void put_wave(Writer& writer, const PlanRequest& request) {
  if (find_wave(writer.waves(), request.model.wave)) return;
  Wave wave{request.model.wave, request.wave_title_fr, date_of_day(request.from), request.wave_title_en};
  if (!request.programme.empty()) wave.programme = request.programme;
  writer.put_wave(wave);
}

// What the request leaves open is the programme's.
Mission model_of(Reader& reader, const PlanRequest& request) {
  Mission model = request.model;
  const auto waves = reader.waves();
  const Wave* wave = find_wave(waves, model.wave);
  const ProgrammeId programme = wave ? wave->programme : request.programme.empty() ? ProgrammeId(kFirstProgramme) : request.programme;
  const auto programmes = reader.programmes();
  const Programme* found = find_programme(programmes, programme);
  if (found && !request.says_live_score) model.live_score = found->live_score;
  if (found && !request.says_discreet) model.discreet = found->discreet;
  return model;
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

// By site of the request: what is there of what is wanted.
struct Wants {
  std::vector<std::size_t> there, wanted;
  void add(std::size_t is_there, std::size_t is_wanted) {
    there.push_back(std::min(is_there, is_wanted));
    wanted.push_back(is_wanted);
  }
  std::size_t already() const { return std::accumulate(there.begin(), there.end(), std::size_t{0}); }
  std::size_t missing() const { return std::accumulate(wanted.begin(), wanted.end(), std::size_t{0}) - already(); }
};

Wants missing_to_number(Reader& reader, const PlanRequest& request) {
  const auto before = planned_before(reader, request.model);
  Wants wants;
  for (const SiteId& site : request.sites) {
    const auto found = before.find(site.value);
    wants.add(found == before.end() ? 0 : found->second, request.per_site);
  }
  return wants;
}

// The wave's own numbers, less every mission and visit that it has, whatever their checklist.
Wants missing_to_targets(Reader& reader, const PlanRequest& request) {
  const auto waves = reader.waves();
  const auto progress = progress_of(reader, *find_wave(waves, request.model.wave));
  Wants wants;
  for (const SiteId& site : request.sites) {
    const auto found = progress.find(site.value);
    const Progress each = found == progress.end() ? Progress{} : found->second;
    wants.add(static_cast<std::size_t>(each.to_make + each.made), static_cast<std::size_t>(each.target));
  }
  return wants;
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

// Conversations in writing need nobody to stand in the doorway.
std::vector<ClosedDays> closed_days(Reader& reader, const PlanRequest& request) {
  std::vector<ClosedDays> closed(request.sites.size());
  if (presence_of(request.model.contact_mode) == Presence::in_writing) return closed;
  for (std::size_t i = 0; i < request.sites.size(); ++i) {
    const auto site = reader.site(request.sites[i]);
    const auto hours = site && !site->opening_hours.empty() ? parse_opening_hours(site->opening_hours) : Parsed<OpeningHours>(OpeningHours());
    if (!hours) continue;
    for (std::size_t day = 0; day < 7; ++day) closed[i][day] = hours->days[day] && hours->days[day]->empty();
  }
  return closed;
}

// Visits for which the opening hours leave no day: told with the whole period.
void tell_closed(const PlanRequest& request, const Wants& wants, const std::vector<Slot>& slots, std::int64_t first, PlanOutcome& outcome) {
  std::vector<std::size_t> placed(wants.there);
  for (const Slot& slot : slots) ++placed[slot.site];
  for (std::size_t i = 0; i < placed.size(); ++i)
    for (; placed[i] < wants.wanted[i]; ++placed[i]) {
      Mission mission = request.model;
      mission.site = request.sites[i];
      mission.window_from = in_france(first, kWindowOpens);
      mission.window_to = in_france(request.to, kWindowCloses);
      outcome.unassigned.push_back({std::move(mission), {{UserId(), {"sites", "site-closed", {}}}}});
    }
}

PlanOutcome lay_out(Reader& reader, const PlanRequest& request, std::int64_t today, const RotationRules& rules) {
  PlanOutcome outcome;
  look_up_plan(reader, request, today, outcome.problems);
  if (!outcome.problems.empty()) return outcome;
  const Wants wants = request.to_targets ? missing_to_targets(reader, request) : missing_to_number(reader, request);
  outcome.already = wants.already();
  if (wants.missing() > kMostPlanned) {
    outcome.problems.push_back({"sites", "too-many-missions", {std::to_string(wants.missing()), std::to_string(kMostPlanned)}});
    return outcome;
  }
  std::vector<Candidate> candidates;
  if (request.investigators)
    for (const UserId& id : *request.investigators) candidates.push_back({*reader.user(id), stays_of(reader, id), 0});
  Turns turns(std::move(candidates));
  std::map<std::string, std::size_t> used;
  const std::int64_t first = std::max(request.from, today);
  const std::vector<Slot> slots = spread(wants.there, wants.wanted, first, request.to, closed_days(reader, request));
  tell_closed(request, wants, slots, first, outcome);
  const Mission model = model_of(reader, request);
  for (const Slot& slot : slots) {
    Mission mission = model;
    mission.site = request.sites[slot.site];
    mission.id = free_id(reader, mission, used);
    mission.window_from = in_france(slot.day, kWindowOpens);
    mission.window_to = in_france(std::min(slot.day + request.days - 1, request.to), kWindowCloses);
    mission.status = "open";
    if (!request.investigators) {
      outcome.missions.push_back(std::move(mission));
      continue;
    }
    std::vector<Unassigned::Why> why;
    const auto person = turns.give(reader, mission, *stay_of(reader, mission), rules, why);
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

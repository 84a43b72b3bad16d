#include "backend/demo/demo.hpp"

#include <algorithm>

#include "backend/demo/calendar.hpp"
#include "backend/demo/content.hpp"
#include "backend/demo/diary.hpp"
#include "backend/demo/draw.hpp"
#include "backend/demo/evidence.hpp"
#include "backend/demo/visit_maker.hpp"
#include "backend/demo/voices.hpp"
#include "backend/insight/survey_intake.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/review/review.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/scoring/score.hpp"

namespace constat::server {
namespace {

using namespace demo;

constexpr std::uint64_t kSeed = 20260701;
constexpr std::size_t kPushesAtOnce = 64;
constexpr int kOpenMissions = 6;  // per investigator with an account; the last one demands discreet mode
constexpr std::size_t kVisitsToReview = 9;
constexpr std::size_t kPasswordLength = 14;

struct Library {
  std::vector<Checklist> checklists;
  std::vector<ChecklistRecord> records;
  const Checklist* find(std::string_view id) const {
    for (const Checklist& checklist : checklists)
      if (checklist.id.value == id) return &checklist;
    return nullptr;
  }
};

Result<Library> load_library(const std::filesystem::path& folder, const Content& content) {
  Library library;
  std::vector<std::string> wanted;
  for (const DemoSite& site : content.sites) wanted.insert(wanted.end(), site.checklists.begin(), site.checklists.end());
  for (const Scenario& scenario : content.scenarios) wanted.push_back(scenario.checklist);
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  for (const std::string& id : wanted) {
    const auto file = folder / (id + ".json");
    const std::string json = read_file(file);
    auto checklist = parse_checklist(json);
    if (!checklist) return failure(ErrorCode::invalid, "cli.serve.demo_content", {}, file.string());
    library.records.push_back(record_of(*checklist, json));
    library.checklists.push_back(std::move(*checklist));
  }
  return library;
}

void put_foundations(Store& store, const Content& content, const Library& library) {
  const OrganisationId id(content.organisation_id);
  store.create_organisation({id, content.organisation_name, true, random_id("e"), "", true});
  store.write(id, [&](Writer& writer) {
    for (const DemoSite& site : content.sites) writer.put_site(site.site);
    for (const DemoWave& wave : content.waves) writer.put_wave(wave.wave);
    for (const ChecklistRecord& record : library.records) writer.put_checklist(record);
    for (const DemoPerson& person : content.people) {
      const std::string email = person.email.empty() ? person.id + "@demo.constat.example" : person.email;
      writer.put_user({id, UserId(person.id), email, person.name, person.role, "fr", "", false});
    }
  });
}

std::vector<const DemoPerson*> investigators(const Content& content) {
  std::vector<const DemoPerson*> list;
  for (const DemoPerson& person : content.people)
    if (person.role == Role::investigator) list.push_back(&person);
  return list;
}

std::string contact_mode_for(const Content& content, std::string_view checklist) {
  for (const Scenario& scenario : content.scenarios)
    if (scenario.checklist == checklist) return scenario.contact_mode;
  return "visit";
}

// What the phone would send: its own score beside the answers.
Push push_of(const Visit& visit, const Checklist& checklist) {
  Submission submission{visit, summarize(score_visit(checklist, visit)), "demo"};
  // No clock: the visits are sent long after they were made.
  return {visit.id.value, 1, write_submission(submission), "", visit.investigator};
}

void push_visits(VisitIntake& intake, const Content& content, const Library& library, Diary& diary) {
  Rng rng(kSeed);
  const auto people = investigators(content);
  std::vector<Push> pushes;
  const OrganisationId organisation(content.organisation_id);
  for (std::size_t w = 0; w < content.waves.size(); ++w) {
    const DemoWave& wave = content.waves[w];
    const std::int64_t first = day_number(wave.from), last = day_number(wave.visits_to);
    for (const DemoSite& site : content.sites)
      for (const std::string& name : site.checklists) {
        const Checklist* checklist = library.find(name);
        const int visits = 2 + static_cast<int>(rng.below(2));
        for (int i = 0; i < visits; ++i) {
          const Appointment meeting = diary.arrange(site, people, first, last, rng);
          const VisitPlan plan{site, *checklist, *meeting.person, wave.wave.id, w > 0, meeting.day, contact_mode_for(content, name)};
          pushes.push_back(push_of(make_visit(content, plan, rng), *checklist));
          if (pushes.size() < kPushesAtOnce) continue;
          intake.receive(organisation, std::move(pushes));
          pushes.clear();
        }
      }
  }
  if (!pushes.empty()) intake.receive(organisation, std::move(pushes));
}

const Scenario& scenario_in_person(const Content& content) {
  for (const Scenario& scenario : content.scenarios)
    if (scenario.contact_mode == "visit") return scenario;
  return content.scenarios.front();
}

// All but some of the latest visits are approved: they count, and the queue has something to show.
void review_visits(Store& store, ChecklistCache& checklists, const Content& content, std::int64_t now_ms) {
  const OrganisationId id(content.organisation_id);
  const auto reviewer = std::find_if(content.people.begin(), content.people.end(), [](const DemoPerson& person) { return person.role == Role::reviewer; });
  if (reviewer == content.people.end()) return;
  SignedIn who;
  who.organisation = store.read(id)->organisation();
  who.user = *store.read(id)->user(UserId(reviewer->id));
  VisitFilter filter;
  filter.status = "received";
  const auto visits = store.read(id)->visits(filter);  // newest first
  for (std::size_t i = kVisitsToReview; i < visits.size(); ++i) {
    const VisitRecord& visit = visits[i];
    ReviewEvent event;
    event.id = visit.id.value;
    event.step = ReviewStep::approved;
    event.revision = visit.revision;
    event.sha256 = visit.sha256;
    review(store, checklists, who, visit.id, event, now_ms);
  }
}

// Each investigator with an account always finds something to do, in a window around now.
void put_missions(Store& store, const Content& content, const Library& library, std::int64_t now_ms) {
  const OrganisationId id(content.organisation_id);
  const std::int64_t today = now_ms / kDayMs;
  store.write(id, [&](Writer& writer) {
    std::uint64_t seed = kSeed ^ static_cast<std::uint64_t>(today);
    Rng rng(seed);
    for (const DemoPerson* person : investigators(content)) {
      if (person->email.empty()) continue;
      for (int i = 0; i < kOpenMissions; ++i) {
        const std::string mission_id = "m-" + person->id + "-" + std::to_string(today) + "-" + std::to_string(i + 1);
        const bool discreet = i + 1 == kOpenMissions;
        const Scenario& scenario =
            discreet ? scenario_in_person(content)
                     : content.scenarios[(rng.below(1000) + static_cast<std::size_t>(i)) % content.scenarios.size()];
        std::vector<const DemoSite*> fitting;
        for (const DemoSite& site : content.sites)
          if (std::find(site.checklists.begin(), site.checklists.end(), scenario.checklist) != site.checklists.end())
            fitting.push_back(&site);
        const Checklist* checklist = library.find(scenario.checklist);
        if (fitting.empty() || !checklist || writer.mission(MissionId(mission_id))) continue;
        const DemoSite& site = *pick(rng, fitting);
        const std::int64_t from = today - rng.between(1, 4), to = today + (discreet ? 15 : rng.between(3, 14));
        Mission mission;
        mission.id = MissionId(mission_id);
        mission.site = site.site.id;
        mission.checklist = checklist->id;
        mission.checklist_version = checklist->version;
        mission.wave = content.waves.back().wave.id;
        mission.contact_mode = scenario.contact_mode;
        mission.window_from = rfc3339((from * 1440 + 8 * 60 - paris_offset(from)) * 60'000, paris_offset(from));
        mission.window_to = rfc3339((to * 1440 + 20 * 60 - paris_offset(to)) * 60'000, paris_offset(to));
        mission.scenario_fr = scenario.fr;
        mission.scenario_en = scenario.en;
        mission.investigator = UserId(person->id);
        mission.discreet = discreet;
        writer.put_mission(mission);
      }
    }
  });
}

std::vector<http::DemoAccount> renew_passwords(Store& store, Passwords& passwords, const Content& content) {
  std::vector<http::DemoAccount> accounts;
  const OrganisationId id(content.organisation_id);
  for (const DemoPerson& person : content.people) {
    if (person.email.empty()) continue;
    const std::string password = random_token().substr(0, kPasswordLength);
    const User user{id, UserId(person.id), person.email, person.name, person.role, "fr", passwords.hash(password), false};
    store.write(id, [&](Writer& writer) { writer.put_user(user); });
    accounts.push_back({person.email, password, std::string(to_string(person.role)), person.name});
  }
  return accounts;
}

}  // namespace

bool holds_demo(Store& store) {
  for (const Organisation& organisation : store.accounts()->organisations())
    if (organisation.demo) return true;
  return false;
}

Result<std::vector<http::DemoAccount>> prepare_demo(Store& store, VisitIntake& intake, BlobStore& blobs, Passwords& passwords,
                                                    const std::filesystem::path& shared_files, std::int64_t now_ms) {
  if (shared_files.empty()) return failure(ErrorCode::not_found, "cli.serve.demo_content", {}, "backend/demo/content.json");
  auto content = parse_content(read_file(shared_files / "backend/demo/content.json"));
  if (!content) return tl::unexpected(content.error());
  auto library = load_library(shared_files / "checklists", *content);
  if (!library) return tl::unexpected(library.error());

  const auto present = store.accounts()->organisations();
  for (const Organisation& organisation : present)
    if (!organisation.demo) return failure(ErrorCode::conflict, "cli.serve.real_data", {organisation.name});
  const OrganisationId id(content->organisation_id);
  if (present.empty()) put_foundations(store, *content, *library);
  // A start that was cut short goes on where it stopped: the same seed gives the same visits, and a visit that is there
  // already is only acknowledged again.
  if (store.read(id)->responses(SurveyId("demo-2026")).empty()) {
    Diary diary;
    push_visits(intake, *content, *library, diary);
    const auto find = [&](std::string_view name) { return library->find(name); };
    push_visits_with_photos(intake, blobs, *content, find, diary, kSeed + 2);
    push_visits_set_aside(store, intake, *content, find, diary, kSeed + 3);
    review_visits(store, intake.checklists(), *content, now_ms);
    const std::string survey_json = read_file(shared_files / "backend/demo/survey.json");
    const auto stored = put_survey(store, id, survey_json);
    if (!stored) return failure(ErrorCode::invalid, "cli.serve.demo_content", {}, "backend/demo/survey.json");
    const auto survey = store.read(id)->surveys();
    Rng rng(kSeed + 1);
    const auto responses = import_responses(store, id, survey.front(), make_responses(*content, rng), false);
    if (!responses) return failure(ErrorCode::invalid, "cli.serve.demo_content", {}, "backend/demo/survey.json");
  }
  put_missions(store, *content, *library, now_ms);
  return renew_passwords(store, passwords, *content);
}

}  // namespace constat::server

#include "backend/demo/demo.hpp"

#include <algorithm>

#include "backend/demo/calendar.hpp"
#include "backend/demo/content.hpp"
#include "backend/demo/diary.hpp"
#include "backend/demo/draw.hpp"
#include "backend/demo/evidence.hpp"
#include "backend/demo/library.hpp"
#include "backend/demo/missions.hpp"
#include "backend/demo/payments.hpp"
#include "backend/demo/reviewing.hpp"
#include "backend/demo/visit_maker.hpp"
#include "backend/demo/voices.hpp"
#include "backend/insight/survey_intake.hpp"
#include "backend/platform/data_directory.hpp"
#include "shared/scoring/score.hpp"

namespace constat::server {
namespace {

using namespace demo;

constexpr std::size_t kPushesAtOnce = 64;
constexpr std::int64_t kSecondShare = 10;  // of 100 reviewed visits
constexpr std::size_t kPasswordLength = 14;

void put_foundations(Store& store, const Content& content, const Library& library) {
  const OrganisationId id(content.organisation_id);
  store.create_organisation({id, content.organisation_name, true, random_id("e"), "", true, 0, kSecondShare});
  store.write(id, [&](Writer& writer) {
    for (const DemoSite& site : content.sites) writer.put_site(site.site);
    writer.put_programme(content.programme);
    for (const DemoWave& wave : content.waves) writer.put_wave(wave.wave);
    for (const ChecklistRecord& record : library.records) writer.put_checklist(record);
    for (const DemoPerson& person : content.people) {
      const std::string email = person.email.empty() ? person.id + "@demo.constat.example" : person.email;
      writer.put_user({id, UserId(person.id), email, person.name, person.role, "fr", "", false, {}, person.skills});
      for (const std::string& site : person.sites) writer.put_user_site(UserId(person.id), SiteId(site));
    }
  });
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

void push_visits(Store& store, VisitIntake& intake, const Content& content, const Library& library, Diary& diary) {
  Rng rng(kSeed);
  const auto people = investigators(content);
  std::vector<Push> pushes;
  int paid = 0;
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
          Visit visit = make_visit(content, plan, rng);
          if (i == 0 && w + 1 == content.waves.size() && paid < kPaidVisits) give_paid_mission(store, content, visit, ++paid);
          pushes.push_back(push_of(visit, *checklist));
          if (pushes.size() < kPushesAtOnce) continue;
          intake.receive(organisation, std::move(pushes));
          pushes.clear();
        }
      }
  }
  if (!pushes.empty()) intake.receive(organisation, std::move(pushes));
}

std::vector<http::DemoAccount> renew_passwords(Store& store, Passwords& passwords, const Content& content) {
  std::vector<http::DemoAccount> accounts;
  const OrganisationId id(content.organisation_id);
  for (const DemoPerson& person : content.people) {
    if (person.email.empty()) continue;
    const std::string password = random_token().substr(0, kPasswordLength);
    User user{id, UserId(person.id), person.email, person.name, person.role, "fr", passwords.hash(password), false};
    if (const auto known = store.read(id)->user(user.id)) user.regions = known->regions, user.skills = known->skills;
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
    push_visits(store, intake, *content, *library, diary);
    const auto find = [&](std::string_view name) { return library->find(name); };
    push_visits_with_photos(intake, blobs, *content, find, diary, kSeed + 2);
    push_visits_set_aside(store, intake, *content, find, diary, kSeed + 3);
    review_visits(store, intake.checklists(), *content, now_ms);
    pay_visits(store, *content, now_ms);
    contest_one(store, intake.checklists(), *content, *library, now_ms);
    const std::string survey_json = read_file(shared_files / "backend/demo/survey.json");
    const auto stored = put_survey(store, id, survey_json);
    if (!stored) return failure(ErrorCode::invalid, "cli.serve.demo_content", {}, "backend/demo/survey.json");
    const auto survey = store.read(id)->surveys();
    Rng rng(kSeed + 1);
    const auto responses = import_responses(store, id, survey.front(), make_responses(*content, rng), false);
    if (!responses) return failure(ErrorCode::invalid, "cli.serve.demo_content", {}, "backend/demo/survey.json");
  }
  put_missions(store, *content, *library, now_ms);
  put_open_missions(store, *content, *library, now_ms);
  return renew_passwords(store, passwords, *content);
}

}  // namespace constat::server

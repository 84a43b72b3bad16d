#include "backend/demo/evidence.hpp"

#include <algorithm>

#include "backend/demo/calendar.hpp"
#include "backend/demo/draw.hpp"
#include "backend/demo/picture.hpp"
#include "backend/demo/visit_maker.hpp"
#include "shared/base/sha256.hpp"
#include "shared/scoring/score.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat::server::demo {
namespace {

constexpr int kVisitsPerSite = 2, kPhotosBesideAnswers = 2;
constexpr std::uint32_t kWidth = 480, kHeight = 360;
constexpr std::string_view kCancelledMission = "m-annulee-1";

struct Made {
  Submission submission;
  std::vector<std::string> photos;  // bytes, in the order of their facts
};

std::vector<const DemoPerson*> investigators_with_account(const Content& content) {
  std::vector<const DemoPerson*> list;
  for (const DemoPerson& person : content.people)
    if (person.role == Role::investigator && !person.email.empty()) list.push_back(&person);
  return list;
}

VisitPlan plan_for(const Content& content, const DemoSite& site, const Checklist& checklist,
                   const std::vector<const DemoPerson*>& people, Diary& diary, Rng& rng) {
  const DemoWave& wave = content.waves.back();
  const auto scenario = std::find_if(content.scenarios.begin(), content.scenarios.end(),
                                     [&](const Scenario& each) { return each.checklist == checklist.id.value; });
  const Appointment meeting = diary.arrange(site, people, day_number(wave.from), day_number(wave.visits_to), rng);
  return {site, checklist, *meeting.person, wave.wave.id, true, meeting.day,
          scenario == content.scenarios.end() ? std::string("visit") : scenario->contact_mode};
}

Push push_of(const Submission& submission) {
  return {submission.visit.id.value, 1, write_submission(submission), "", submission.visit.investigator};
}

// What the phone would send: its own score beside the answers.
Submission submitted(Visit visit, const Checklist& checklist) {
  Submission submission{std::move(visit), std::nullopt, "demo", {}};
  submission.device_score = summarize(score_visit(checklist, submission.visit));
  return submission;
}

std::string take_photo(Made& made, const std::string& item, Rng& rng) {
  const Picture picture = draw_scene(rng, kWidth, kHeight);
  std::string bytes = write_png(picture);
  PhotoFacts facts;
  facts.sha256 = sha256_hex(bytes);
  facts.item = item;
  facts.bytes = static_cast<std::int64_t>(bytes.size());
  facts.type = "image/png";
  facts.width = kWidth;
  facts.height = kHeight;
  facts.dhash = gradient_hash(picture);
  facts.taken_at = made.submission.visit.started_at;
  std::string name = std::string(kContentHashPrefix) + facts.sha256;
  made.submission.photos.push_back(std::move(facts));
  made.photos.push_back(std::move(bytes));
  return name;
}

Made with_photos(Visit visit, const Checklist& checklist, Rng& rng) {
  Made made{{std::move(visit), std::nullopt, "demo", {}}, {}};
  auto& answers = made.submission.visit.answers;
  int beside = 0;
  for (const auto& section : checklist.sections)
    for (const Item& item : section.items) {
      if (item.type == ItemType::photo) {
        answers[item.id.value] = {ListValue{take_photo(made, item.id.value, rng)}, {}};
        continue;
      }
      const auto found = answers.find(item.id.value);
      if (found == answers.end() || !found->second.is_answered() || beside >= kPhotosBesideAnswers || !rng.chance(30)) continue;
      found->second.photos.push_back(take_photo(made, item.id.value, rng));
      ++beside;
    }
  made.submission.device_score = summarize(score_visit(checklist, made.submission.visit));
  return made;
}

bool asks_for_photos(const Checklist& checklist) {
  for (const auto& section : checklist.sections)
    for (const Item& item : section.items)
      if (item.type == ItemType::photo) return true;
  return false;
}

// An answer that no choice of its question stands for, as an old version of the app might send it.
void spoil(Visit& visit, const Checklist& checklist) {
  for (const auto& section : checklist.sections)
    for (const Item& item : section.items)
      if (item.type == ItemType::choice && visit.find(item.id.value)) {
        visit.answers[item.id.value] = {TextValue("peut-etre"), {}};
        return;
      }
}

}  // namespace

void push_visits_with_photos(VisitIntake& intake, BlobStore& blobs, const Content& content, const FindChecklist& find,
                             Diary& diary, std::uint64_t seed) {
  Rng rng(seed);
  const auto people = investigators_with_account(content);
  const OrganisationId organisation(content.organisation_id);
  for (const DemoSite& site : content.sites) {
    const Checklist* checklist = nullptr;
    for (const std::string& name : site.checklists)
      if (const Checklist* each = find(name); each && asks_for_photos(*each)) checklist = each;
    if (!checklist || people.empty()) continue;
    for (int i = 0; i < kVisitsPerSite; ++i) {
      const VisitPlan plan = plan_for(content, site, *checklist, people, diary, rng);
      const Made made = with_photos(make_visit(content, plan, rng), *checklist, rng);
      intake.receive(organisation, push_of(made.submission));
      for (std::size_t photo = 0; photo < made.photos.size(); ++photo)
        blobs.append(organisation, {made.submission.photos[photo].sha256, 0,
                                    static_cast<std::int64_t>(made.photos[photo].size()), made.photos[photo]});
    }
  }
}

void push_visits_set_aside(Store& store, VisitIntake& intake, const Content& content, const FindChecklist& find,
                           Diary& diary, std::uint64_t seed) {
  Rng rng(seed);
  const auto people = investigators_with_account(content);
  const DemoSite& site = content.sites.front();
  const Checklist* checklist = site.checklists.empty() ? nullptr : find(site.checklists.front());
  if (!checklist || people.empty()) return;
  const OrganisationId organisation(content.organisation_id);
  const auto plan = [&] { return plan_for(content, site, *checklist, people, diary, rng); };

  const VisitPlan late = plan();
  Visit visit = make_visit(content, late, rng);
  visit.mission = MissionId(std::string(kCancelledMission));
  Mission mission;
  mission.id = visit.mission;
  mission.site = site.site.id;
  mission.checklist = checklist->id;
  mission.checklist_version = checklist->version;
  mission.wave = late.wave;
  mission.contact_mode = late.contact_mode;
  mission.window_from = visit.started_at;
  mission.window_to = visit.ended_at;
  mission.status = "cancelled";
  mission.investigator = UserId(late.investigator.id);
  store.write(organisation, [&](Writer& writer) {
    if (!writer.mission(mission.id)) writer.put_mission(mission);
  });
  intake.receive(organisation, push_of(submitted(std::move(visit), *checklist)));

  Visit spoilt = make_visit(content, plan(), rng);
  spoil(spoilt, *checklist);
  intake.receive(organisation, push_of(submitted(std::move(spoilt), *checklist)));

  const VisitPlan twice = plan();
  Visit first = make_visit(content, twice, rng), second = make_visit(content, twice, rng);
  second.id = first.id;
  second.started_at = first.started_at;
  second.ended_at = first.ended_at;
  intake.receive(organisation, push_of(submitted(std::move(first), *checklist)));
  intake.receive(organisation, push_of(submitted(std::move(second), *checklist)));
}

}  // namespace constat::server::demo

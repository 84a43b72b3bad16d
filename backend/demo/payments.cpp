#include "backend/demo/payments.hpp"

#include <algorithm>

#include "backend/missions/france_time.hpp"
#include "backend/payment/statements.hpp"
#include "shared/base/calendar.hpp"

namespace constat::server::demo {
namespace {

constexpr std::int64_t kLowestFee = 1'500, kFeeStep = 250;  // cents
constexpr int kFees = 7;
constexpr std::size_t kDateLength = 10, kOffsetLength = 6;
constexpr std::size_t kMonthLength = 7;
constexpr const char* kRuns[] = {"01936d2e-7c1b-7d0a-b1f2-00000000d001", "01936d2e-7c1b-7d0a-b1f2-00000000d002"};

}  // namespace

void give_paid_mission(Store& store, const Content& content, Visit& visit, int number) {
  Mission mission;
  mission.id = MissionId("m-paid-" + std::to_string(number));
  mission.site = visit.site;
  mission.checklist = visit.checklist;
  mission.checklist_version = visit.checklist_version;
  mission.wave = visit.wave;
  mission.contact_mode = visit.contact_mode;
  const std::string day = visit.started_at.substr(0, kDateLength);
  const std::string offset = visit.started_at.substr(visit.started_at.size() - kOffsetLength);
  mission.window_from = day + "T08:00:00" + offset;
  mission.window_to = day + "T20:00:00" + offset;
  mission.investigator = visit.investigator;
  mission.fee = kLowestFee + kFeeStep * (number % kFees);
  visit.mission = mission.id;
  store.write(OrganisationId(content.organisation_id), [&](Writer& writer) {
    if (!writer.mission(mission.id)) writer.put_mission(mission);
  });
}

void pay_visits(Store& store, const Content& content, std::int64_t now_ms) {
  const OrganisationId id(content.organisation_id);
  const auto manager = std::find_if(content.people.begin(), content.people.end(), [](const DemoPerson& person) { return person.role == Role::manager; });
  const auto reader = store.read(id);
  if (manager == content.people.end() || !reader->payment_statements({}).empty()) return;
  SignedIn who;
  who.organisation = reader->organisation();
  who.user = *reader->user(UserId(manager->id));
  std::vector<UserId> people;
  for (const Amount& amount : amounts(*reader, {}).amounts)
    if (std::find(people.begin(), people.end(), amount.line.investigator) == people.end()) people.push_back(amount.line.investigator);
  const std::int64_t today = day_in_france(now_ms);
  const std::int64_t first = day_of_date(date_of_day(today).substr(0, kMonthLength) + "-01").value_or(today);
  for (std::size_t i = 0; i < std::min(people.size(), std::size(kRuns)); ++i)
    make_statements(store, who, {kRuns[i], first, today, std::vector<UserId>{people[i]}, false}, now_ms);
  const auto made = store.read(id)->payment_statements({});
  if (!made.empty()) pay_statement(store, who, made.back().id, {date_of_day(today), "VIR " + made.back().id}, now_ms);
}

}  // namespace constat::server::demo

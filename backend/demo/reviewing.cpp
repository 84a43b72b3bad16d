#include "backend/demo/reviewing.hpp"

#include <algorithm>

#include "backend/review/appeals.hpp"
#include "backend/review/review.hpp"
#include "shared/scoring/score.hpp"
#include "shared/sync/submission.hpp"

namespace constat::server::demo {
namespace {

constexpr std::size_t kVisitsToReview = 9;

// The first answer of the visit that brought less than it could.
std::string weak_answer(const Checklist& checklist, const Visit& visit) {
  for (const ItemTrace& trace : score_visit(checklist, visit).trace)
    if (trace.visible && trace.answered && trace.earned_weighted < trace.possible_weighted) return checklist.at(trace.ref).id.value;
  return {};
}

}  // namespace

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

void contest_one(Store& store, ChecklistCache& checklists, const Content& content, const Library& library, std::int64_t now_ms) {
  const OrganisationId id(content.organisation_id);
  const auto manager = std::find_if(content.people.begin(), content.people.end(), [](const DemoPerson& person) { return !person.sites.empty(); });
  if (manager == content.people.end()) return;
  const auto reader = store.read(id);
  SignedIn who;
  who.organisation = reader->organisation();
  who.user = *reader->user(UserId(manager->id));
  who.sites = reader->sites_of_user(who.user.id);
  VisitFilter filter;
  filter.site = SiteId(manager->sites.front());
  filter.status = "approved";
  for (const VisitRecord& visit : reader->visits(filter)) {
    const Checklist* checklist = library.find(visit.checklist.value);
    const auto revisions = reader->revisions(visit.id);
    const auto submission = revisions.empty() ? Parsed<Submission>(tl::unexpected(Problems{})) : parse_submission(revisions.back().body);
    const std::string item = checklist && submission ? weak_answer(*checklist, submission->visit) : std::string();
    if (item.empty()) continue;
    // Another id than that of the approval, which is the visit's own.
    std::string event = visit.id.value;
    event.back() = event.back() == '0' ? '1' : '0';
    appeal(store, checklists, who, visit.id, {event, visit.revision, visit.sha256, item, content.appeal}, now_ms);
    return;
  }
}

}  // namespace constat::server::demo

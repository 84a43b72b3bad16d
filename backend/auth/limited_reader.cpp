#include "backend/auth/limited_reader.hpp"

#include <algorithm>
#include <set>

namespace constat::server {
namespace {

constexpr std::size_t kAll = 1'000'000;  // more events of one type than an organisation has

template <class Item, class Keep>
std::vector<Item> kept(std::vector<Item> items, Keep keep) {
  items.erase(std::remove_if(items.begin(), items.end(), [&](const Item& item) { return !keep(item); }), items.end());
  return items;
}

}  // namespace

LimitedReader::LimitedReader(Reader& to, const std::vector<SiteId>& sites) : Forwarding(to), all_(to) {
  for (const SiteId& site : sites) sites_.insert(site.value);
}

bool LimitedReader::sees_visit(const VisitId& id) {
  const auto visit = all_.visit(id);
  return visit && sees(visit->site.value);
}

std::vector<Site> LimitedReader::sites() {
  return kept(all_.sites(), [&](const Site& site) { return sees(site.id.value); });
}

std::optional<Site> LimitedReader::site(const SiteId& id) { return sees(id.value) ? all_.site(id) : std::nullopt; }

std::optional<Mission> LimitedReader::mission(const MissionId& id) {
  auto mission = all_.mission(id);
  if (mission && !sees(mission->site.value)) mission.reset();
  return mission;
}

std::vector<Mission> LimitedReader::missions(const MissionFilter& filter) {
  return kept(all_.missions(filter), [&](const Mission& mission) { return sees(mission.site.value); });
}

std::optional<VisitRecord> LimitedReader::visit(const VisitId& id) {
  auto visit = all_.visit(id);
  if (visit && !sees(visit->site.value)) visit.reset();
  return visit;
}

std::vector<VisitRecord> LimitedReader::visits(const VisitFilter& filter) {
  if (filter.any && !filter.site) {  // the one that is found first may be of another site
    VisitFilter there = filter;
    for (const std::string& site : sites_) {
      there.site = SiteId(site);
      if (auto found = all_.visits(there); !found.empty()) return found;
    }
    return {};
  }
  return kept(all_.visits(filter), [&](const VisitRecord& visit) { return sees(visit.site.value); });
}

std::vector<Revision> LimitedReader::revisions(const VisitId& id) {
  return sees_visit(id) ? all_.revisions(id) : std::vector<Revision>{};
}

std::vector<Revision> LimitedReader::set_aside() {
  return kept(all_.set_aside(), [&](const Revision& revision) { return sees_visit(revision.visit); });
}

std::vector<VisitEvent> LimitedReader::events(const VisitId& id) {
  return sees_visit(id) ? all_.events(id) : std::vector<VisitEvent>{};
}

std::vector<VisitEvent> LimitedReader::open_appeals() {
  return kept(all_.open_appeals(), [&](const VisitEvent& event) { return sees_visit(event.visit); });
}

std::vector<VisitEvent> LimitedReader::events_of(std::string_view type, std::size_t limit) {
  auto events = kept(all_.events_of(type, kAll), [&](const VisitEvent& event) { return sees_visit(event.visit); });
  if (events.size() > limit) events.resize(limit);
  return events;
}

std::optional<BlobRecord> LimitedReader::blob(std::string_view sha256) {
  return visits_with_photo(sha256).empty() ? std::nullopt : all_.blob(sha256);
}

std::vector<VisitPhoto> LimitedReader::photos(const VisitId& id) {
  return sees_visit(id) ? all_.photos(id) : std::vector<VisitPhoto>{};
}

std::vector<VisitId> LimitedReader::visits_with_photo(std::string_view sha256) {
  return kept(all_.visits_with_photo(sha256), [&](const VisitId& id) { return sees_visit(id); });
}

bool LimitedReader::has_sent_photo(const UserId& sender, std::string_view sha256) {
  return !visits_with_photo(sha256).empty() && all_.has_sent_photo(sender, sha256);
}

std::vector<std::string> LimitedReader::photos_missing(const VisitId& id) {
  return sees_visit(id) ? all_.photos_missing(id) : std::vector<std::string>{};
}

std::vector<ParkedItem> LimitedReader::undecided_parked() {
  return {};
}

std::optional<ParkedItem> LimitedReader::parked(std::string_view) { return std::nullopt; }

std::vector<ParkedItem> LimitedReader::parked_by(const std::optional<UserId>&) { return {}; }

std::vector<VisitId> LimitedReader::visits_sent_by(const UserId& sender) {
  return kept(all_.visits_sent_by(sender), [&](const VisitId& id) { return sees_visit(id); });
}

std::vector<VisitEvent> LimitedReader::events_by(const UserId& author) {
  return kept(all_.events_by(author), [&](const VisitEvent& event) { return sees_visit(event.visit); });
}

std::vector<VisitId> LimitedReader::visits_to_redact(std::string_view day, std::size_t limit) {
  auto visits = kept(all_.visits_to_redact(day, kAll), [&](const VisitId& id) { return sees_visit(id); });
  if (visits.size() > limit) visits.resize(limit);
  return visits;
}

std::vector<PayableVisit> LimitedReader::payable_visits(const std::optional<UserId>& investigator) {
  return kept(all_.payable_visits(investigator), [&](const PayableVisit& visit) { return sees(visit.site.value); });
}

std::vector<PaymentLine> LimitedReader::payment_lines(const std::optional<UserId>& investigator) {
  return kept(all_.payment_lines(investigator), [&](const PaymentLine& line) { return sees(line.site.value); });
}

std::vector<PaymentStatement> LimitedReader::payment_statements(const std::optional<UserId>& investigator) {
  std::set<std::string> of_others, ours;
  for (const PaymentLine& line : all_.payment_lines(investigator)) (sees(line.site.value) ? ours : of_others).insert(line.statement);
  return kept(all_.payment_statements(investigator),
              [&](const PaymentStatement& statement) { return ours.count(statement.id) > 0 && of_others.count(statement.id) == 0; });
}

AuditPage LimitedReader::audit(const AuditFilter&) { return {}; }

std::vector<StoredResponse> LimitedReader::responses(const SurveyId& survey) {
  return kept(all_.responses(survey), [&](const StoredResponse& response) { return sees(response.site); });
}

std::vector<SiteScores> LimitedReader::site_scores(const std::optional<WaveId>& wave) {
  return kept(all_.site_scores(wave), [&](const SiteScores& scores) { return sees(scores.site.value); });
}

std::vector<VisitsStamp> LimitedReader::visits_stamps(const std::optional<WaveId>& wave) {
  return kept(all_.visits_stamps(wave), [&](const VisitsStamp& stamp) { return sees(stamp.site.value); });
}

std::vector<ResponseCount> LimitedReader::response_counts(const std::optional<WaveId>& wave) {
  return kept(all_.response_counts(wave), [&](const ResponseCount& count) { return sees(count.site); });
}

std::vector<AnswerCount> LimitedReader::answer_counts(const SurveyId& survey, std::int64_t question, const std::optional<WaveId>& wave) {
  return kept(all_.answer_counts(survey, question, wave), [&](const AnswerCount& count) { return sees(count.site); });
}

}  // namespace constat::server

// A Reader, or the reading half of a Writer, that hands every question to another one.
#pragma once

#include "backend/store/repository.hpp"

namespace constat::server {

template <class Base>
class Forwarding : public Base {
 public:
  explicit Forwarding(Reader& to) : to_(to) {}

  Organisation organisation() override { return to_.organisation(); }
  std::int64_t seq() override { return to_.seq(); }
  std::uint64_t changes() override { return to_.changes(); }
  std::int64_t oldest_cursor() override { return to_.oldest_cursor(); }
  std::optional<User> user(const UserId& id) override { return to_.user(id); }
  std::vector<User> users() override { return to_.users(); }
  std::vector<SiteId> sites_of_user(const UserId& id) override { return to_.sites_of_user(id); }
  std::vector<AccountLink> account_links(const std::optional<UserId>& user) override { return to_.account_links(user); }
  std::vector<ApiToken> api_tokens(const std::optional<UserId>& user) override { return to_.api_tokens(user); }
  std::vector<ReportLink> report_links(const std::optional<UserId>& maker) override { return to_.report_links(maker); }
  std::vector<Site> sites() override { return to_.sites(); }
  std::optional<Site> site(const SiteId& id) override { return to_.site(id); }
  std::vector<Wave> waves() override { return to_.waves(); }
  std::vector<Programme> programmes() override { return to_.programmes(); }
  std::optional<ChecklistRecord> checklist(const ChecklistId& id, std::int64_t version) override {
    return to_.checklist(id, version);
  }
  std::vector<ChecklistRecord> checklists() override { return to_.checklists(); }
  std::optional<Mission> mission(const MissionId& id) override { return to_.mission(id); }
  std::vector<Mission> missions(const MissionFilter& filter) override { return to_.missions(filter); }
  std::optional<VisitRecord> visit(const VisitId& id) override { return to_.visit(id); }
  std::vector<VisitRecord> visits(const VisitFilter& filter) override { return to_.visits(filter); }
  std::vector<Revision> revisions(const VisitId& id) override { return to_.revisions(id); }
  std::vector<Revision> set_aside() override { return to_.set_aside(); }
  std::vector<VisitEvent> events(const VisitId& id) override { return to_.events(id); }
  std::vector<VisitEvent> open_appeals() override { return to_.open_appeals(); }
  std::vector<VisitEvent> events_of(std::string_view type, std::size_t limit) override { return to_.events_of(type, limit); }
  std::optional<BlobRecord> blob(std::string_view sha256) override { return to_.blob(sha256); }
  std::vector<VisitPhoto> photos(const VisitId& id) override { return to_.photos(id); }
  std::vector<VisitId> visits_with_photo(std::string_view sha256) override { return to_.visits_with_photo(sha256); }
  bool has_sent_photo(const UserId& sender, std::string_view sha256) override {
    return to_.has_sent_photo(sender, sha256);
  }
  std::vector<std::string> photos_missing(const VisitId& id) override { return to_.photos_missing(id); }
  std::vector<ParkedItem> undecided_parked() override { return to_.undecided_parked(); }
  std::optional<ParkedItem> parked(std::string_view sha256) override { return to_.parked(sha256); }
  std::vector<VisitId> visits_sent_by(const UserId& sender) override { return to_.visits_sent_by(sender); }
  std::vector<VisitEvent> events_by(const UserId& author) override { return to_.events_by(author); }
  std::vector<ParkedItem> parked_by(const std::optional<UserId>& sender) override { return to_.parked_by(sender); }
  bool is_erased(const UserId& person) override { return to_.is_erased(person); }
  std::vector<Erasure> erasures() override { return to_.erasures(); }
  std::vector<VisitId> visits_to_redact(std::string_view day, std::size_t limit) override {
    return to_.visits_to_redact(day, limit);
  }
  std::vector<PayableVisit> payable_visits(const std::optional<UserId>& investigator) override {
    return to_.payable_visits(investigator);
  }
  std::vector<PaymentLine> payment_lines(const std::optional<UserId>& investigator) override {
    return to_.payment_lines(investigator);
  }
  std::vector<PaymentStatement> payment_statements(const std::optional<UserId>& investigator) override {
    return to_.payment_statements(investigator);
  }
  AuditPage audit(const AuditFilter& filter) override { return to_.audit(filter); }
  std::vector<SurveyRecord> surveys() override { return to_.surveys(); }
  std::optional<SurveyRecord> survey(const SurveyId& id) override { return to_.survey(id); }
  std::vector<StoredResponse> responses(const SurveyId& survey) override { return to_.responses(survey); }
  std::vector<SiteScores> site_scores(const std::optional<WaveId>& wave) override { return to_.site_scores(wave); }
  std::vector<VisitsStamp> visits_stamps(const std::optional<WaveId>& wave) override { return to_.visits_stamps(wave); }
  std::vector<ResponseCount> response_counts(const std::optional<WaveId>& wave) override { return to_.response_counts(wave); }
  std::vector<AnswerCount> answer_counts(const SurveyId& survey, std::int64_t question, const std::optional<WaveId>& wave) override {
    return to_.answer_counts(survey, question, wave);
  }
  std::vector<FeedEntry> feed(const UserId& user, bool staff, std::int64_t after, std::size_t limit) override {
    return to_.feed(user, staff, after, limit);
  }
  RemovalScan removals(std::int64_t before, std::int64_t after, std::size_t limit) override {
    return to_.removals(before, after, limit);
  }

 private:
  Reader& to_;
};

}  // namespace constat::server

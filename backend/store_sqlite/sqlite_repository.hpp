// The repository over one SQLite connection. Transactions are the caller's: the store opens and commits them.
#pragma once

#include <string>

#include "backend/store/repository.hpp"
#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

class Repository final : public Writer {
 public:
  // `at`: when the change happens, ms since 1970; only changes need it.
  Repository(Database& database, OrganisationId organisation, std::int64_t at = 0)
      : database_(database), organisation_(std::move(organisation.value)), at_(at) {}

  Organisation organisation() override;
  std::int64_t seq() override;
  std::uint64_t changes() override;
  std::int64_t oldest_cursor() override;
  std::optional<User> user(const UserId& id) override;
  std::vector<User> users() override;
  std::vector<SiteId> sites_of_user(const UserId& id) override;
  std::vector<AccountLink> account_links(const std::optional<UserId>& user) override;
  std::vector<ApiToken> api_tokens(const std::optional<UserId>& user) override;
  std::vector<ReportLink> report_links(const std::optional<UserId>& maker) override;
  std::vector<Site> sites() override;
  std::optional<Site> site(const SiteId& id) override;
  std::vector<Wave> waves() override;
  std::vector<Programme> programmes() override;
  std::optional<ChecklistRecord> checklist(const ChecklistId& id, std::int64_t version) override;
  std::vector<ChecklistRecord> checklists() override;
  std::optional<Mission> mission(const MissionId& id) override;
  std::vector<Mission> missions(const MissionFilter& filter) override;
  std::optional<VisitRecord> visit(const VisitId& id) override;
  std::vector<VisitRecord> visits(const VisitFilter& filter) override;
  std::vector<Revision> revisions(const VisitId& id) override;
  std::vector<Revision> set_aside() override;
  std::vector<VisitEvent> events(const VisitId& id) override;
  std::vector<VisitEvent> open_appeals() override;
  std::vector<VisitEvent> events_of(std::string_view type, std::size_t limit) override;
  std::optional<BlobRecord> blob(std::string_view sha256) override;
  std::vector<VisitPhoto> photos(const VisitId& id) override;
  std::vector<VisitId> visits_with_photo(std::string_view sha256) override;
  bool has_sent_photo(const UserId& sender, std::string_view sha256) override;
  std::vector<std::string> photos_missing(const VisitId& id) override;
  std::vector<ParkedItem> undecided_parked() override;
  std::optional<ParkedItem> parked(std::string_view sha256) override;
  std::vector<VisitId> visits_sent_by(const UserId& sender) override;
  std::vector<VisitEvent> events_by(const UserId& author) override;
  std::vector<ParkedItem> parked_by(const std::optional<UserId>& sender) override;
  bool is_erased(const UserId& person) override;
  std::vector<Erasure> erasures() override;
  std::vector<VisitId> visits_to_redact(std::string_view day, std::size_t limit) override;
  std::vector<PayableVisit> payable_visits(const std::optional<UserId>& investigator) override;
  std::vector<PaymentLine> payment_lines(const std::optional<UserId>& investigator) override;
  std::vector<PaymentStatement> payment_statements(const std::optional<UserId>& investigator) override;
  AuditPage audit(const AuditFilter& filter) override;
  std::vector<SurveyRecord> surveys() override;
  std::optional<SurveyRecord> survey(const SurveyId& id) override;
  std::vector<StoredResponse> responses(const SurveyId& survey) override;
  std::vector<SiteScores> site_scores(const std::optional<WaveId>& wave) override;
  std::vector<VisitsStamp> visits_stamps(const std::optional<WaveId>& wave) override;
  std::vector<ResponseCount> response_counts(const std::optional<WaveId>& wave) override;
  std::vector<AnswerCount> answer_counts(const SurveyId& survey, std::int64_t question, const std::optional<WaveId>& wave) override;
  std::vector<FeedEntry> feed(const UserId& user, bool staff, std::int64_t after, std::size_t limit) override;
  RemovalScan removals(std::int64_t before, std::int64_t after, std::size_t limit) override;

  void create_organisation(const Organisation& organisation) override;
  void set_epoch(std::string_view epoch) override;
  void put_user(const User& user) override;
  void put_user_site(const UserId& user, const SiteId& site) override;
  void remove_user_site(const UserId& user, const SiteId& site) override;
  void tell_of_site(const UserId& user, const SiteId& site) override;
  void put_account_link(const AccountLink& link) override;
  void put_api_token(const ApiToken& token) override;
  void put_report_link(const ReportLink& link) override;
  void remove_report_link(std::string_view id) override;
  void put_site(const Site& site) override;
  void put_wave(const Wave& wave) override;
  void put_programme(const Programme& programme) override;
  void put_checklist(const ChecklistRecord& checklist) override;
  void withdraw_checklist(const ChecklistId& id, std::int64_t version, std::string_view at, std::string_view reason) override;
  void put_mission(const Mission& mission) override;
  void put_visit(const VisitRecord& visit) override;
  void add_revision(const Revision& revision) override;
  void make_main(const VisitId& visit, std::int64_t revision, std::string_view sha256) override;
  void decide_revision(const VisitId& visit, std::int64_t revision, std::string_view sha256,
                       std::string_view decision) override;
  void add_event(const VisitEvent& event) override;
  void add_blob(const BlobRecord& blob) override;
  void add_visit_photo(const VisitPhoto& photo) override;
  void add_parked(const ParkedItem& item) override;
  void decide_parked(const ParkedItem& decided) override;
  void add_payment_line(const PaymentLine& line) override;
  void remove_payment_line(const VisitId& visit, std::string_view kind) override;
  void put_payment_statement(const PaymentStatement& statement) override;
  void add_audit(const AuditEntry& entry) override;
  void put_survey(const SurveyRecord& survey) override;
  bool add_response(const SurveyId& survey, const StoredResponse& response) override;
  void set_index_rules(std::string_view json) override;
  void set_review_required(bool required) override;
  void set_retention_months(std::int64_t months) override;
  void set_second_share(std::int64_t percent) override;
  void redact_revision(const RedactedBody& redacted) override;
  void replace_event(const VisitId& visit, std::string_view id, std::string_view body) override;
  void remove_visit_photo(const VisitId& visit, std::int64_t revision, std::string_view sha256) override;
  void remove_blob(std::string_view sha256) override;
  void remove_parked(std::string_view sha256) override;
  void hand_visit_to(const VisitId& visit, const UserId& pseudonym) override;
  Erasure erase_person(const UserId& person, const Erasure& wanted) override;
  void forget_removals(const std::vector<std::int64_t>& seqs) override;
  std::int64_t next_seq() override;


 private:
  void want_scrub();
  void rewrite_audit(const UserId& person, const UserId& pseudonym);
  Statement ask(std::string_view sql);  // the organisation is already bound as the first parameter
  void announce(std::string_view type, std::string_view id, std::string_view audience);
  void announce_to_all(std::string_view type, std::string_view id);  // everybody who heard of it before
  bool is_announced(std::string_view type, std::string_view id, std::string_view audience);
  void announce_once(std::string_view type, std::string_view id, std::string_view audience);

  Database& database_;
  std::string organisation_;
  std::int64_t at_;
  std::optional<std::int64_t> seq_;  // of the organisation's row, once this change has written it
};

}  // namespace constat::server::sqlite

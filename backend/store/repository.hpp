// Everything of one organisation, and of nothing else: a query outside it cannot be written with this interface.
// Reader gives one consistent snapshot; Writer adds changes inside a transaction that the store commits.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "backend/store/account_links.hpp"
#include "backend/store/api_tokens.hpp"
#include "backend/store/audit_records.hpp"
#include "backend/store/erasure_records.hpp"
#include "backend/store/evidence_records.hpp"
#include "backend/store/payment_records.hpp"
#include "backend/store/records.hpp"
#include "backend/store/report_links.hpp"
#include "backend/store/sums_records.hpp"

namespace constat::server {

struct VisitFilter {
  std::optional<WaveId> wave;
  std::optional<SiteId> site;
  std::optional<std::string> status;
  std::optional<UserId> investigator;
  bool any = false;  // one is enough, whichever is quickest to find
};

struct MissionFilter {
  std::optional<WaveId> wave;
  std::optional<SiteId> site;
  std::optional<std::string> status;
  std::optional<UserId> investigator;
};

class Reader {
 public:
  virtual ~Reader() = default;

  virtual Organisation organisation() = 0;
  virtual std::int64_t seq() = 0;  // of the newest change that a phone hears of
  // More with every change, of whatever, in any organisation; but of the audit log, from which nothing is computed.
  virtual std::uint64_t changes() = 0;
  virtual std::int64_t oldest_cursor() = 0;  // who has heard of less may have missed a removal that is forgotten
  virtual std::optional<User> user(const UserId& id) = 0;
  virtual std::vector<User> users() = 0;
  virtual std::vector<SiteId> sites_of_user(const UserId& id) = 0;
  virtual std::vector<AccountLink> account_links(const std::optional<UserId>& user) = 0;  // of one person or of all, newest first
  virtual std::vector<ApiToken> api_tokens(const std::optional<UserId>& user) = 0;         // the same
  virtual std::vector<ReportLink> report_links(const std::optional<UserId>& maker) = 0;    // the same

  virtual std::vector<Site> sites() = 0;  // by id
  virtual std::optional<Site> site(const SiteId& id) = 0;
  virtual std::vector<Wave> waves() = 0;  // oldest first
  virtual std::vector<Programme> programmes() = 0;  // by id; the first programme always
  virtual std::optional<ChecklistRecord> checklist(const ChecklistId& id, std::int64_t version) = 0;
  virtual std::vector<ChecklistRecord> checklists() = 0;
  virtual std::optional<Mission> mission(const MissionId& id) = 0;
  virtual std::vector<Mission> missions(const MissionFilter& filter) = 0;  // by the beginning of their window, then by id

  virtual std::optional<VisitRecord> visit(const VisitId& id) = 0;
  virtual std::vector<VisitRecord> visits(const VisitFilter& filter) = 0;  // newest start first
  virtual std::vector<Revision> revisions(const VisitId& id) = 0;          // oldest first, losers too

  virtual std::vector<Revision> set_aside() = 0;                           // quarantined and undecided, oldest first
  virtual std::vector<VisitEvent> events(const VisitId& id) = 0;           // in order of seq
  virtual std::vector<VisitEvent> open_appeals() = 0;                      // that no decision names, oldest first
  virtual std::vector<VisitEvent> events_of(std::string_view type, std::size_t limit) = 0;  // of all visits, newest first

  virtual std::optional<BlobRecord> blob(std::string_view sha256) = 0;
  virtual std::vector<VisitPhoto> photos(const VisitId& id) = 0;           // of all its bodies, by revision and hash
  virtual std::vector<VisitId> visits_with_photo(std::string_view sha256) = 0;
  virtual bool has_sent_photo(const UserId& sender, std::string_view sha256) = 0;  // in a body that names it
  virtual std::vector<std::string> photos_missing(const VisitId& id) = 0;  // named by any body, not here; sorted

  virtual std::vector<ParkedItem> undecided_parked() = 0;                  // oldest first, without bodies
  virtual std::optional<ParkedItem> parked(std::string_view sha256) = 0;

  // Of one person, whoever looks: what they sent, wrote and could not send. Ids in their order, the rest oldest first.
  virtual std::vector<VisitId> visits_sent_by(const UserId& sender) = 0;
  virtual std::vector<VisitEvent> events_by(const UserId& author) = 0;
  virtual std::vector<ParkedItem> parked_by(const std::optional<UserId>& sender) = 0;  // with bodies; none: of everybody
  virtual bool is_erased(const UserId& person) = 0;  // there was one of this id, who was erased: it is never given again
  virtual std::vector<Erasure> erasures() = 0;       // by mark, without sessions
  // Visits that began before `day` ("2026-11-03") and whose bodies say still what a person wrote; at most `limit`, by id.
  virtual std::vector<VisitId> visits_to_redact(std::string_view day, std::size_t limit) = 0;

  // Of the missions that this person visited, whoever else did, or of all: by visit, by visit and kind. Of the statements: of
  // this person, or of everybody, newest number first.
  virtual std::vector<PayableVisit> payable_visits(const std::optional<UserId>& investigator) = 0;
  virtual std::vector<PaymentLine> payment_lines(const std::optional<UserId>& investigator) = 0;
  virtual std::vector<PaymentStatement> payment_statements(const std::optional<UserId>& investigator) = 0;

  virtual AuditPage audit(const AuditFilter& filter) = 0;

  virtual std::vector<SurveyRecord> surveys() = 0;
  virtual std::optional<SurveyRecord> survey(const SurveyId& id) = 0;
  virtual std::vector<StoredResponse> responses(const SurveyId& survey) = 0;

  // Sums that are kept as visits and responses come: of a wave, or of all; by site. Answers to the question at that place of
  // the survey; responses without a wave belong to every wave. Stamps by wave and site: of every site that ever had a visit there.
  virtual std::vector<SiteScores> site_scores(const std::optional<WaveId>& wave) = 0;
  virtual std::vector<VisitsStamp> visits_stamps(const std::optional<WaveId>& wave) = 0;
  virtual std::vector<ResponseCount> response_counts(const std::optional<WaveId>& wave) = 0;
  virtual std::vector<AnswerCount> answer_counts(const SurveyId& survey, std::int64_t question, const std::optional<WaveId>& wave) = 0;

  // Entries after `seq`, in order: those of everybody (staff only) and those of this user.
  virtual std::vector<FeedEntry> feed(const UserId& user, bool staff, std::int64_t after, std::size_t limit) = 0;
  // Looks at most at `limit` entries after `after` for removals that were told before `before` (ms since 1970).
  virtual RemovalScan removals(std::int64_t before, std::int64_t after, std::size_t limit) = 0;
};

class Writer : public Reader {
 public:
  virtual void create_organisation(const Organisation& organisation) = 0;  // itself, before anything else in it
  // After a restore: every phone pulls all again and sends again what it keeps.
  virtual void set_epoch(std::string_view epoch) = 0;
  virtual void put_user(const User& user) = 0;
  virtual void put_user_site(const UserId& user, const SiteId& site) = 0;  // and tells the user of the site
  virtual void remove_user_site(const UserId& user, const SiteId& site) = 0;  // and tells the user of the loss
  virtual void tell_of_site(const UserId& user, const SiteId& site) = 0;  // whether they may see it has changed
  virtual void put_account_link(const AccountLink& link) = 0;  // again: only when it was used or revoked may change
  virtual void put_api_token(const ApiToken& token) = 0;       // the same
  virtual void put_report_link(const ReportLink& link) = 0;    // the same, and how often it was opened
  virtual void remove_report_link(std::string_view id) = 0;
  virtual void put_site(const Site& site) = 0;
  virtual void put_wave(const Wave& wave) = 0;
  virtual void put_programme(const Programme& programme) = 0;
  virtual void put_checklist(const ChecklistRecord& checklist) = 0;  // published versions never change
  // With an empty time it can be chosen again. Who has it on a phone keeps it.
  virtual void withdraw_checklist(const ChecklistId& id, std::int64_t version, std::string_view at, std::string_view reason) = 0;
  // Also tells the investigator of the site and the checklist; an earlier investigator hears of the loss.
  virtual void put_mission(const Mission& mission) = 0;
  virtual void put_visit(const VisitRecord& visit) = 0;
  virtual void add_revision(const Revision& revision) = 0;
  virtual void make_main(const VisitId& visit, std::int64_t revision, std::string_view sha256) = 0;  // and no other body
  virtual void decide_revision(const VisitId& visit, std::int64_t revision, std::string_view sha256,
                               std::string_view decision) = 0;
  // What is there already stays as it is, for the next four.
  virtual void add_event(const VisitEvent& event) = 0;
  virtual void add_blob(const BlobRecord& blob) = 0;
  virtual void add_visit_photo(const VisitPhoto& photo) = 0;
  virtual void add_parked(const ParkedItem& item) = 0;
  // Stores decision, decided_by, decided_at and reason of the item with that hash.
  virtual void decide_parked(const ParkedItem& decided) = 0;
  // Refused by the store itself when the visit has a line of that kind already.
  virtual void add_payment_line(const PaymentLine& line) = 0;
  virtual void remove_payment_line(const VisitId& visit, std::string_view kind) = 0;  // it is owed again
  virtual void put_payment_statement(const PaymentStatement& statement) = 0;
  virtual void add_audit(const AuditEntry& entry) = 0;  // its number is the next one
  virtual void put_survey(const SurveyRecord& survey) = 0;
  // False: that row of that file is there already, or its id came with another file.
  virtual bool add_response(const SurveyId& survey, const StoredResponse& response) = 0;
  virtual void set_index_rules(std::string_view json) = 0;
  virtual void set_review_required(bool required) = 0;
  virtual void set_retention_months(std::int64_t months) = 0;
  virtual void set_second_share(std::int64_t percent) = 0;
  // What follows takes texts out of rows, and rows out. The bytes are gone when Store::scrub() has run.
  virtual void redact_revision(const RedactedBody& redacted) = 0;
  virtual void replace_event(const VisitId& visit, std::string_view id, std::string_view body) = 0;
  virtual void remove_visit_photo(const VisitId& visit, std::int64_t revision, std::string_view sha256) = 0;
  virtual void remove_blob(std::string_view sha256) = 0;
  virtual void remove_parked(std::string_view sha256) = 0;
  // The visit and its mission are of `pseudonym` from now on; the phone that had them hears of the loss.
  virtual void hand_visit_to(const VisitId& visit, const UserId& pseudonym) = 0;
  // The account, its links, sites and sessions end, and the pseudonym takes the place of the person's id in every row. All
  // phones of the organisation hear of the mark. Returns `wanted` with the sessions that ended, besides those it names.
  virtual Erasure erase_person(const UserId& person, const Erasure& wanted) = 0;
  // Entries of the feed that tell of removals only; older cursors expire.
  virtual void forget_removals(const std::vector<std::int64_t>& seqs) = 0;
  // Takes the next number of the organisation's order, inside this transaction: order of seq is order of commit.
  virtual std::int64_t next_seq() = 0;
};

}  // namespace constat::server

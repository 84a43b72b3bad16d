// A Writer that notes what it passes on, as the ledger keeps it.
#pragma once

#include "backend/ledger/codec.hpp"
#include "backend/ledger/mutation_fields.hpp"
#include "backend/store/forwarding.hpp"

namespace constat::server::ledger {

class Recorder final : public Forwarding<Writer> {
 public:
  // Appends to `mutations`. Personal fields are sealed with `keys`.
  Recorder(Writer& to, std::string& mutations, PersonKeys& keys, std::string organisation)
      : Forwarding(to), to_(to), out_(mutations), keys_(keys), organisation_(std::move(organisation)) {}

  // A mutation failed: what the database holds of the change may be less than was asked, whatever its author made of
  // the exception. The change must be given up.
  bool spoiled() const { return spoiled_; }

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
  template <class Change>
  auto pass(Change change);
  template <class Fields>
  void note(Mutation kind, const Fields& fields);

  Writer& to_;
  std::string& out_;
  PersonKeys& keys_;
  std::string organisation_;
  bool spoiled_ = false;
};

// Does again what `mutations` say. Throws LedgerDamage. Returns how many sealed fields could not be opened because the
// person's key is gone; these are left empty.
std::size_t replay(Writer& writer, std::string_view mutations, PersonKeys& keys, std::string_view organisation);

}  // namespace constat::server::ledger

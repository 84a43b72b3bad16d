// A Reader in which some sites are all that there is: other sites, and whatever belongs to one, cannot be found.
// What belongs to no site (checklists, waves, surveys, people, the programme's own rules) is there.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "backend/store/forwarding.hpp"

namespace constat::server {

class LimitedReader : public Forwarding<Reader> {
 public:
  // `to` outlives this object.
  LimitedReader(Reader& to, const std::vector<SiteId>& sites);

  std::vector<Site> sites() override;
  std::optional<Site> site(const SiteId& id) override;
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
  // Nothing: what a phone could not deliver does not say truly which site it is of.
  std::vector<ParkedItem> undecided_parked() override;
  std::optional<ParkedItem> parked(std::string_view sha256) override;
  std::vector<ParkedItem> parked_by(const std::optional<UserId>& sender) override;
  std::vector<VisitId> visits_sent_by(const UserId& sender) override;
  std::vector<VisitEvent> events_by(const UserId& author) override;
  std::vector<VisitId> visits_to_redact(std::string_view day, std::size_t limit) override;
  std::vector<PayableVisit> payable_visits(const std::optional<UserId>& investigator) override;
  std::vector<PaymentLine> payment_lines(const std::optional<UserId>& investigator) override;
  // Those that pay for visits of these sites and for no other: half of a statement is no statement.
  std::vector<PaymentStatement> payment_statements(const std::optional<UserId>& investigator) override;
  AuditPage audit(const AuditFilter& filter) override;  // nothing: its entries name no site
  std::vector<StoredResponse> responses(const SurveyId& survey) override;
  std::vector<SiteScores> site_scores(const std::optional<WaveId>& wave) override;
  std::vector<VisitsStamp> visits_stamps(const std::optional<WaveId>& wave) override;
  std::vector<ResponseCount> response_counts(const std::optional<WaveId>& wave) override;
  std::vector<AnswerCount> answer_counts(const SurveyId& survey, std::int64_t question, const std::optional<WaveId>& wave) override;

 private:
  bool sees(const std::string& site) const { return sites_.count(site) > 0; }
  bool sees_visit(const VisitId& id);

  Reader& all_;
  std::unordered_set<std::string> sites_;
};

}  // namespace constat::server

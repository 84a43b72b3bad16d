// The repository over one SQLite connection. Transactions are the caller's: the store opens and commits them.
#pragma once

#include <string>

#include "backend/store/repository.hpp"
#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

class Repository final : public Writer {
 public:
  Repository(Database& database, OrganisationId organisation)
      : database_(database), organisation_(std::move(organisation.value)) {}

  Organisation organisation() override;
  std::int64_t seq() override;
  std::optional<User> user(const UserId& id) override;
  std::vector<User> users() override;
  std::vector<SiteId> sites_of_user(const UserId& id) override;
  std::vector<Site> sites() override;
  std::optional<Site> site(const SiteId& id) override;
  std::vector<Wave> waves() override;
  std::optional<ChecklistRecord> checklist(const ChecklistId& id, std::int64_t version) override;
  std::vector<ChecklistRecord> checklists() override;
  std::optional<Mission> mission(const MissionId& id) override;
  std::optional<VisitRecord> visit(const VisitId& id) override;
  std::vector<VisitRecord> visits(const VisitFilter& filter) override;
  std::vector<Revision> revisions(const VisitId& id) override;
  std::vector<SurveyRecord> surveys() override;
  std::optional<SurveyRecord> survey(const SurveyId& id) override;
  std::vector<StoredResponse> responses(const SurveyId& survey) override;
  std::vector<FeedEntry> feed(const UserId& user, bool staff, std::int64_t after, std::size_t limit) override;

  void put_user(const User& user) override;
  void put_user_site(const UserId& user, const SiteId& site) override;
  void put_site(const Site& site) override;
  void put_wave(const Wave& wave) override;
  void put_checklist(const ChecklistRecord& checklist) override;
  void put_mission(const Mission& mission) override;
  void put_visit(const VisitRecord& visit) override;
  void add_revision(const Revision& revision) override;
  void put_survey(const SurveyRecord& survey) override;
  bool add_response(const SurveyId& survey, const StoredResponse& response) override;
  void set_index_rules(std::string_view json) override;
  std::int64_t next_seq() override;

 private:
  Statement ask(std::string_view sql);  // the organisation is already bound as the first parameter
  void announce(std::string_view type, std::string_view id, std::string_view audience);
  void announce_to_all(std::string_view type, std::string_view id);  // everybody who heard of it before
  void announce_once(std::string_view type, std::string_view id, std::string_view audience);

  Database& database_;
  std::string organisation_;
};

}  // namespace constat::server::sqlite

// Everything of one organisation, and of nothing else: a query outside it cannot be written with this interface.
// Reader gives one consistent snapshot; Writer adds changes inside a transaction that the store commits.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "backend/store/records.hpp"

namespace constat::server {

struct VisitFilter {
  std::optional<WaveId> wave;
  std::optional<SiteId> site;
};

class Reader {
 public:
  virtual ~Reader() = default;

  virtual Organisation organisation() = 0;
  virtual std::int64_t seq() = 0;  // of the newest change
  virtual std::optional<User> user(const UserId& id) = 0;
  virtual std::vector<User> users() = 0;
  virtual std::vector<SiteId> sites_of_user(const UserId& id) = 0;

  virtual std::vector<Site> sites() = 0;  // by id
  virtual std::optional<Site> site(const SiteId& id) = 0;
  virtual std::vector<Wave> waves() = 0;  // oldest first
  virtual std::optional<ChecklistRecord> checklist(const ChecklistId& id, std::int64_t version) = 0;
  virtual std::vector<ChecklistRecord> checklists() = 0;
  virtual std::optional<Mission> mission(const MissionId& id) = 0;

  virtual std::optional<VisitRecord> visit(const VisitId& id) = 0;
  virtual std::vector<VisitRecord> visits(const VisitFilter& filter) = 0;  // newest start first
  virtual std::vector<Revision> revisions(const VisitId& id) = 0;          // oldest first, losers too

  virtual std::vector<SurveyRecord> surveys() = 0;
  virtual std::optional<SurveyRecord> survey(const SurveyId& id) = 0;
  virtual std::vector<StoredResponse> responses(const SurveyId& survey) = 0;

  // Entries after `seq`, in order: those of everybody (staff only) and those of this user.
  virtual std::vector<FeedEntry> feed(const UserId& user, bool staff, std::int64_t after, std::size_t limit) = 0;
};

class Writer : public Reader {
 public:
  virtual void put_user(const User& user) = 0;
  virtual void put_user_site(const UserId& user, const SiteId& site) = 0;  // and tells the user of the site
  virtual void put_site(const Site& site) = 0;
  virtual void put_wave(const Wave& wave) = 0;
  virtual void put_checklist(const ChecklistRecord& checklist) = 0;  // published versions never change
  // Also tells the investigator of the site and the checklist; an earlier investigator hears of the loss.
  virtual void put_mission(const Mission& mission) = 0;
  virtual void put_visit(const VisitRecord& visit) = 0;
  virtual void add_revision(const Revision& revision) = 0;
  virtual void put_survey(const SurveyRecord& survey) = 0;
  // False: that row of that file is there already, or its id came with another file.
  virtual bool add_response(const SurveyId& survey, const StoredResponse& response) = 0;
  virtual void set_index_rules(std::string_view json) = 0;
  // Takes the next number of the organisation's order, inside this transaction: order of seq is order of commit.
  virtual std::int64_t next_seq() = 0;
};

}  // namespace constat::server

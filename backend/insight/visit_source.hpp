// Visits from the store as reports and exports want them: the main body, its checklist, its score, and the names.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "backend/intake/checklist_cache.hpp"
#include "backend/store/repository.hpp"
#include "shared/report/reported_visit.hpp"
#include "shared/report/comparison_tables.hpp"

namespace constat::server {

// Which visits whoever reads may see, and whether with the person who made them.
struct Audience {
  std::function<bool(const VisitRecord&)> may_see = [](const VisitRecord&) { return true; };
  bool with_investigators = true;
};

class VisitSource {
 public:
  VisitSource(Reader& reader, ChecklistCache& checklists, Language language, Audience audience = {});

  bool may_see(const VisitRecord& record) const { return audience_.may_see(record); }
  // Whether the audience may see it is the caller's to ask. None: its checklist is not here or does not load in this version, or its body cannot be read.
  std::optional<report::ReportedVisit> load(const VisitRecord& record);
  // None: it is not here or does not load in this version.
  std::shared_ptr<const Checklist> checklist(const ChecklistId& id, std::int64_t version);

  const Organisation& organisation() const { return organisation_; }
  const std::map<std::string, report::SiteNames>& sites() const { return sites_; }
  std::string wave_title(const std::string& wave) const;  // the id where there is no such wave

 private:
  Reader& reader_;
  ChecklistCache& checklists_;
  Audience audience_;
  Organisation organisation_;
  std::map<std::string, report::SiteNames> sites_;
  std::map<std::string, std::string> waves_, users_;
  std::map<std::pair<std::string, std::int64_t>, std::shared_ptr<const Checklist>> loaded_;
};

}  // namespace constat::server

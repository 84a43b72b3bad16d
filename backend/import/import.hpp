// Brings existing data into an organisation: checklists, sites, visits, surveys and their responses. Everything that can
// be taken is taken; every problem is reported with its file and place; nothing bad costs anything good.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/administration/made_id.hpp"
#include "backend/application/application.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

// Where a problem stands ("visits.jsonl:12") and what it is.
using ProblemSink = std::function<void(std::string_view place, const std::vector<Problem>& problems)>;

struct ImportCounts {
  std::int64_t checklists = 0, sites = 0, visits = 0, visits_known = 0, visits_quarantined = 0, surveys = 0,
               responses = 0, responses_known = 0, rejected_values = 0;
};

struct InputFile {
  std::string name, content;
};

// The organisation of that name or id, made if the store has none of it; with an empty `name` the only one there is, or
// a new one called `fallback`. Fails when several stand to choose from.
Result<OrganisationId> find_or_make_organisation(Store& store, std::string_view name, std::string_view fallback);

class Importer {
 public:
  Importer(Application& application, OrganisationId organisation, ProblemSink sink)
      : application_(application), organisation_(std::move(organisation)), sink_(std::move(sink)) {}

  void checklist(const InputFile& file);
  void sites(const InputFile& file);     // CSV: id, name, city, region, latitude, longitude, tags (between spaces, commas, semicolons or |)
  // constat.visit/1 or constat.submission/1, one a record; sites, waves and investigators that they name and nobody knew
  // are made under their id.
  void visits(const std::vector<InputFile>& records);
  void survey(const InputFile& description, const InputFile& responses);

  const ImportCounts& counts() const { return counts_; }

 private:
  void make_what_visits_name(const std::vector<Submission>& submissions);

  Application& application_;
  OrganisationId organisation_;
  ProblemSink sink_;
  ImportCounts counts_;
};

}  // namespace constat::server

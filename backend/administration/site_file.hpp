// A table of sites (CSV: id, name, city, region, tags between spaces, commas, semicolons or |, address, latitude, longitude,
// opening_hours as in shared/review/opening_hours_text.hpp), read against the sites that are there. Every problem is told with
// its row and column, all at once; a bad row costs no other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "backend/store/store.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

inline constexpr std::size_t kLongestSiteId = 64, kLongestSiteText = 200, kMostTags = 30;  // bytes, bytes, tags

struct SiteFileProblem {
  std::int64_t row = 0;    // in the file, its header being row 1; 0: the file as a whole
  bool left_out = false;   // the row; otherwise only the value of that column
  std::string value;       // as it stands in the file
  Problem problem;         // its path is the column
};

struct SiteFileRow {
  std::int64_t row = 0;
  Site site;               // as it would be: what the file has no column for stays as it was
  bool is_new = false;
  std::vector<std::string> changed;  // names of columns; empty and not new: it is as the file says already
};

struct SiteFile {
  std::int64_t read = 0;   // rows that are not empty
  std::vector<SiteFileRow> rows;
  std::vector<SiteFileProblem> problems;
  std::int64_t left_out() const;
};

// `known`: by id. Columns may come in any order; those that are not known are told once and passed over.
SiteFile read_site_file(std::string_view csv, const std::vector<Site>& known);

// The same, and stores what is new or changed unless it is a dry run. Read and stored in one change: nobody else's comes between.
SiteFile import_sites(Store& store, const OrganisationId& organisation, std::string_view csv, bool dry_run);

// What differs between two states of a site, by the names of the columns.
std::vector<std::string> changed_fields(const Site& before, const Site& after);

// A number of degrees, with a point or, as French tables write it, a comma.
std::optional<double> degrees_of(std::string text);

}  // namespace constat::server

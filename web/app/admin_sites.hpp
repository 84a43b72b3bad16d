// Sites as an administrator keeps them, and tables of sites brought in at once.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/base/json.hpp"
#include "web/app/documents.hpp"
#include "web/app/planning.hpp"
#include "web/app/site_hours.hpp"

namespace constat::app {

inline constexpr std::int64_t kSitesPage = 50;

struct SiteDetails {
  SiteDoc site;
  std::vector<std::string> tags;
  std::string latitude, longitude;  // as they are typed; empty: no position
};

struct SitesPage {
  std::vector<SiteDetails> sites;
  std::int64_t count = 0, all = 0;  // that fit; of the organisation
  std::vector<std::string> regions, tags;
  std::int64_t pages() const { return count == 0 ? 1 : (count + kSitesPage - 1) / kSitesPage; }
};

struct SiteForm {
  std::string id;  // empty: a new one
  std::string name, city, region, address, tags, latitude, longitude;  // tags: with commas
  TypedHours hours;
  bool begun = false, busy = false, saved = false;
  std::set<std::string, std::less<>> missing;
  std::optional<Refusal> refusal;
};

// What a table of sites would change, or has changed.
struct SiteImport {
  struct Trouble {
    std::int64_t row = 0;  // of the file, its header being row 1
    std::string column, value, message;
    bool left_out = false;  // the row; otherwise only the value
  };
  struct Touched {
    SiteDoc site;
    std::string change;  // added, changed
    std::vector<std::string> fields;
  };
  bool dry_run = true;
  std::int64_t rows = 0, added = 0, changed = 0, unchanged = 0, left_out = 0;
  std::vector<Trouble> troubles;
  std::vector<Touched> touched;  // the first of them
};

struct SiteImportForm {
  std::string name;              // of the file
  std::string content;           // its bytes in base64
  bool busy = false;
  std::optional<Refusal> refusal;
  std::optional<Failure> failure;  // of reading the file
  std::optional<SiteImport> preview, done;
};

SitesPage read_sites_page(const Json& body);
SiteDetails read_site_details(const Json& body);
SiteImport read_site_import(const Json& body);

}  // namespace constat::app

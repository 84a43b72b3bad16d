// The sites of an organisation, one by one: found, added and changed. Phones hear of each change by their next pull.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/administration/site_file.hpp"
#include "shared/text/text.hpp"

namespace constat::server {

inline constexpr std::size_t kSitesPage = 50;

struct SiteFilter {
  std::string text;  // in name, town, address or id, without case or accents
  std::string region, tag;
  std::size_t page = 0;
};

std::string sites_json(Reader& reader, const SiteFilter& filter);
std::string site_json(const Site& site);
std::string site_import_json(const SiteFile& file, Language language, bool dry_run);

// All that an administrator says of a site; its id is its own.
Parsed<Site> parse_site(std::string_view json);

struct SiteOutcome {
  enum class Kind : std::uint8_t { made, changed, unchanged, not_found, name_taken } kind = Kind::not_found;
  Site site;  // of name_taken: the other one
};
// Name and town tell sites apart: the same site again changes nothing.
SiteOutcome add_site(Store& store, const OrganisationId& organisation, Site site);
SiteOutcome change_site(Store& store, const OrganisationId& organisation, const SiteId& id, Site site);

}  // namespace constat::server

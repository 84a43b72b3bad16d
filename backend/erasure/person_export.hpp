// Everything that an organisation holds of one person, for themselves: format "constat.person/1" (docs/administration.md).
#pragma once

#include <set>
#include <string>

#include "backend/store/store.hpp"

namespace constat::server {

// Account, sites, links, sessions, missions, visits with their bodies and what was said of them, photos (facts; the files by
// hash), what their phone could not deliver, events they wrote, payment, and the audit entries by and about them. No secret:
// neither password nor tokens. `photos` gets the hashes whose files are here.
std::string person_export_json(Store& store, const User& user, std::int64_t now_ms, std::set<std::string>* photos = nullptr);

}  // namespace constat::server

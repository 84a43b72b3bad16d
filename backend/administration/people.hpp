// The people of an organisation: added, changed, deactivated, invited by a link. Every change holds at once: what a session
// may do is read anew after it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/auth/account_link.hpp"
#include "backend/auth/sessions.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

inline constexpr std::size_t kLongestName = 120, kLongestEmail = 254;  // bytes
inline constexpr std::size_t kMostSitesOfPerson = 2'000;

// All that an administrator says of a person.
struct PersonDetails {
  std::string name, email, language;
  Role role = Role::investigator;
  std::vector<SiteId> sites;  // of a site manager, or that a manager is limited to; empty for everybody else
  std::vector<std::string> regions = {};  // where an investigator works, or that a manager is limited to; the others have none
  std::vector<std::string> skills = {};   // of an investigator
};
Parsed<PersonDetails> parse_person(std::string_view json);

struct PersonOutcome {
  enum class Kind : std::uint8_t { made, changed, unchanged, not_found, refused, email_taken, last_administrator } kind = Kind::not_found;
  User user;
  std::vector<Problem> problems;  // refused
};
// The address is who somebody is: the same person again changes nothing, another one under a taken address is refused.
PersonOutcome add_person(Store& store, const OrganisationId& organisation, const PersonDetails& details);
// Another role ends the person's sessions: the app of the old one is not that of the new one.
PersonOutcome change_person(Store& store, const OrganisationId& organisation, const UserId& id, const PersonDetails& details);
// Deactivated: links are revoked, and sessions are good for nothing but sending what a phone still holds.
PersonOutcome set_active(Store& store, const OrganisationId& organisation, const UserId& id, bool active, std::int64_t now_ms);

struct LinkOutcome {
  enum class Kind : std::uint8_t { made, revoked, unchanged, not_found, deactivated } kind = Kind::not_found;
  MadeLink made;
};
// A new link takes the place of every earlier one.
LinkOutcome make_link(Store& store, const SignedIn& who, const UserId& id, std::int64_t now_ms);
LinkOutcome revoke_links(Store& store, const OrganisationId& organisation, const UserId& id, std::int64_t now_ms);

// A row that is left of somebody who was erased: it has a pseudonym and no address. Nobody's account.
inline bool is_erased(const User& user) { return user.email.find('@') == std::string::npos; }

// active; invited (a link waits); no_access (neither password nor link); deactivated.
std::string_view status_of(const User& user, bool has_open_link);

}  // namespace constat::server
